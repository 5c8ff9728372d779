import { type DeclaredStack, declareEstate } from "../../infra/declaration";
import type { Home } from "../../sandbox/lifecycle";
import { CHECKOUT } from "../checkout";
import { CommandError } from "../command-error";
import { type Deployment, ownResources } from "../engine/deployment";
import { ExitCode } from "../exit-code";
import { divide, isUndivided, type UndividedEnvironment } from "../migration/platform-split";
import { beginOperation } from "../operation-lock";
import { resolvePendingCreates } from "../recovery/pending-creates";
import { requireValidConfiguration } from "../stacks/preflight";
import { type Stack, stacksOf } from "../stacks/stacks";
import { openTarget } from "../targets/open-target";
import type { Target } from "../targets/target";
import type { Terminal } from "../terminal";
import type { StackCommandOptions } from "./stack-command";

/**
 * Takes over an estate that was deployed before environments had platforms' stacks: what these declare now is moved into
 * their states. Nothing that runs is touched. May be repeated: an environment that is divided stays as it is.
 */
export async function migrate(home: Home, terminal: Terminal, { target: name }: StackCommandOptions): Promise<void> {
  const stacks = stacksOf(CHECKOUT);
  requireValidConfiguration(CHECKOUT, stacks);
  const declared = new Map((await declareEstate(CHECKOUT)).map((stack) => [stack.name, stack]));
  const operation = await beginOperation(home, "lakestage migrate");
  try {
    const target = await openTarget(name, home, terminal, operation);
    for (const stack of stacks.filter(({ kind }) => kind === "platform")) {
      const of = new Environment(target, terminal, stack, stacks, declared);
      terminal.result(await of.migrate());
    }
  } finally {
    await operation.end();
  }
}

/** An environment that may have been deployed before it had a platform's stack. */
class Environment {
  private readonly name: string;
  private readonly projects: readonly Stack[];

  constructor(
    private readonly target: Target,
    private readonly terminal: Terminal,
    private readonly platform: Stack,
    stacks: readonly Stack[],
    private readonly declared: ReadonlyMap<string, DeclaredStack>,
  ) {
    this.name = platform.environment;
    this.projects = stacks.filter(({ environment, kind }) => kind === "project" && environment === this.name);
  }

  /** @returns what was done, for people. */
  async migrate(): Promise<string> {
    const undivided = await this.read();
    if (!undivided) return `${this.name}: is not deployed.`;
    if (!isUndivided(undivided)) return `${this.name}: has its platform's stack.`;
    await this.target.ensureStack(this.platform.name);
    const known = ownResources(await this.target.deployment(this.platform.name));
    const declared = { platform: this.resources(this.platform.name), environment: this.resources(this.name) };
    const divided = divide(this.name, undivided, declared, known);
    // First the copies, then what they are copies of: a run that ends in between loses nothing.
    await this.write(this.platform.name, divided.platform);
    await this.write(this.name, divided.environment);
    for (const [stack, deployment] of divided.projects) await this.write(stack, deployment);
    const moved = ownResources(divided.platform).length - known.length;
    return (
      `${this.name}: ${moved} resources are in the state of ${this.platform.name} now. ` +
      `Go on with: lakestage up ${[this.platform.name, this.name, ...divided.projects.keys()].join(" ")}`
    );
  }

  private async read(): Promise<UndividedEnvironment | undefined> {
    const environment = await this.settled(this.name);
    if (!environment) return undefined;
    const projects = new Map<string, Deployment>();
    for (const { name } of this.projects) {
      const deployment = await this.settled(name);
      if (deployment) projects.set(name, deployment);
    }
    return { environment, projects };
  }

  /** A stack's state, in which nothing is under way; undefined where it has none. */
  private async settled(stack: string): Promise<Deployment | undefined> {
    if (!(await this.target.deployment(stack))) return undefined;
    await this.target.clearStaleLock(stack);
    await resolvePendingCreates(this.target, stack, this.terminal);
    const deployment = await this.target.deployment(stack);
    if (!deployment || ownResources(deployment).length === 0) return undefined;
    if ((deployment.deployment.pending_operations ?? []).length > 0) {
      throw new CommandError(
        `${stack}: a run was interrupted and left something under way. Let the version that began it end it ` +
          `(lakestage up ${stack}), and run lakestage migrate again.`,
        ExitCode.mistake,
      );
    }
    return deployment;
  }

  private resources(stack: string): DeclaredStack["resources"] {
    return this.declared.get(stack)?.resources ?? [];
  }

  private async write(stack: string, deployment: Deployment): Promise<void> {
    await this.target.replaceDeployment(stack, deployment);
  }
}
