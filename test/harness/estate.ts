import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import execa, { type ExecaChildProcess, type ExecaReturnValue } from "execa";
import { type Addresses, Tokens } from "../../sandbox/control-plane";
import { freePorts } from "./free-ports";

/** The checkout under test. */
export const CHECKOUT = join(__dirname, "..", "..");

/** Account, ARM, and a few more workspaces than an estate has; the data server's is the last. */
const PORTS = 11;

/** How the command ended. */
export type Outcome = ExecaReturnValue;

/**
 * An estate of its own, in a sandbox of its own: `lakestage` is run as a user would, as a process, with a home and ports
 * that no other test has. Call `dispose` whatever happens.
 */
export class Estate {
  private readonly tokens = new Map<string, Promise<string>>();

  private constructor(
    readonly home: string,
    readonly firstPort: number,
    /** Where Pulumi.yaml and the environments' files are. */
    readonly project: string,
    /** Whose `lakestage` is run. */
    readonly checkout: string,
  ) {}

  /**
   * @param project a folder with the configuration to use. Default: the checkout's own.
   * @param checkout whose command is run, with its packages installed. Default: the one under test.
   */
  static async create(project?: string, checkout = CHECKOUT): Promise<Estate> {
    const home = mkdtempSync(join(tmpdir(), "lakestage-estate-"));
    return new Estate(home, await freePorts(PORTS), project ?? checkout, checkout);
  }

  /** One whose home there is already, with the first port that its addresses were made of. */
  static at(home: string, firstPort: number, project = CHECKOUT): Estate {
    return new Estate(home, firstPort, project, CHECKOUT);
  }

  get environment(): Record<string, string> {
    return {
      LAKESTAGE_HOME: this.home,
      LAKESTAGE_PORT: String(this.firstPort),
      LAKESTAGE_PROJECT: this.project,
      // A test's outcome does not hang on the hour at which it runs.
      LAKESTAGE_TRIGGERS: "paused",
      NO_COLOR: "1",
    };
  }

  /** Starts the command; the caller waits for it, or kills it. */
  start(...args: string[]): ExecaChildProcess {
    return this.startWith({}, ...args);
  }

  private startWith(variables: Record<string, string>, ...args: string[]): ExecaChildProcess {
    return execa("node", [join(this.checkout, "bin", "lakestage.js"), ...args], {
      env: { ...this.environment, ...variables },
      reject: false,
      stdin: "ignore",
    });
  }

  run(...args: string[]): Promise<Outcome> {
    return this.start(...args);
  }

  /** Runs the command with variables set besides. */
  runWith(variables: Record<string, string>, ...args: string[]): Promise<Outcome> {
    return this.startWith(variables, ...args);
  }

  /** Runs the command, which must end with 0; the failure shows everything it printed. */
  async succeed(...args: string[]): Promise<Outcome> {
    const outcome = await this.run(...args);
    if (outcome.exitCode !== 0) {
      throw new Error(
        `lakestage ${args.join(" ")} ended with ${outcome.exitCode}\n${outcome.stdout}\n${outcome.stderr}`,
      );
    }
    return outcome;
  }

  /** Runs the command with `--json` and parses what it prints. */
  async json<Result>(...args: string[]): Promise<Result> {
    const { stdout } = await this.succeed(...args, "--json");
    return JSON.parse(stdout) as Result;
  }

  /** The bearer token of a principal of the sandbox, asked for once: it stays for as long as the principal does. */
  token(principal: string): Promise<string> {
    const token =
      this.tokens.get(principal) ?? this.succeed("sandbox", "token", principal).then(({ stdout }) => stdout.trim());
    this.tokens.set(principal, token);
    return token;
  }

  /** The addresses of the running control plane, as it tells its operator. */
  async addresses(): Promise<Addresses> {
    return (await this.operator<{ addresses: Addresses }>("status")).addresses;
  }

  /** Every object that the control plane holds, by kind: nothing can hide from its operator. */
  inventory(): Promise<Record<string, string[]>> {
    return this.operator("inventory");
  }

  private async operator<Answer>(question: string): Promise<Answer> {
    const response = await fetch(`http://127.0.0.1:${this.firstPort}/_sandbox/${question}`, {
      headers: { authorization: `Bearer ${Tokens.of(this.home).forOperator()}` },
    });
    if (!response.ok) throw new Error(`${question} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Answer;
  }

  async dispose(): Promise<void> {
    await this.run("sandbox", "stop");
    rmSync(this.home, { recursive: true, force: true });
  }
}
