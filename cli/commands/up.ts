import type { Home } from "../../sandbox/lifecycle";
import { CHECKOUT } from "../checkout";
import { CommandError } from "../command-error";
import { hasChanges } from "../engine/change-counts";
import { resourcesIn } from "../engine/deployment";
import { ExitCode } from "../exit-code";
import { describeLoss, findLosses, requireNamed } from "../losses/guard";
import { resolvePendingCreates, resolveUncertainCreates } from "../recovery/pending-creates";
import { stackTable } from "../report/stack-table";
import { requireFixedSettings } from "../stacks/fixed-settings";
import { leftBehindBeside } from "../stacks/left-behind";
import { type Stack, stacksOf } from "../stacks/stacks";
import { deploymentsOf } from "../targets/stack-states";
import { atTarget, type Target } from "../targets/target";
import type { Terminal } from "../terminal";
import { tellEnginePolicies } from "./policy-report";
import { RogueAccessRemoval } from "./rogue-access-removal";
import { ServerlessEndpoints } from "./serverless-endpoints";
import { ATTEMPTS, runOnStacks, type StackCommandOptions, stackRows } from "./stack-command";
import { waitedForAndThere } from "./waiting-tables";

interface UpOptions extends StackCommandOptions {
  /** Deploys what is locked twice: without its lock first, so that Azure lets things go, and then with it. */
  unlock?: boolean;
  /** Names of what may be destroyed, as messages name it. Default: nothing. */
  destroys?: string[];
}

/** Brings stacks to what the configuration says. */
export async function up(home: Home, terminal: Terminal, names: string[], options: UpOptions): Promise<void> {
  const removal = new RogueAccessRemoval(home, terminal, options.as);
  const endpoints = new ServerlessEndpoints(terminal);
  const deploying = {
    command: "lakestage up",
    verb: "deploying",
    direction: "forwards",
    parameters: ["up", "--yes", "--skip-preview"],
    attempts: ATTEMPTS,
  } as const;
  const guard = async (target: Target, stacks: Stack[]): Promise<void> => {
    await requireFixedSettings(target, stacks);
    const losses = await findLosses(target, stacks);
    requireNamed(target, losses, stacks, options.destroys ?? []);
    for (const loss of losses) terminal.note(`${loss.stack}: destroys ${describeLoss(loss)}`);
  };
  if (options.unlock) {
    const unlocked = await runOnStacks(home, terminal, names, options, {
      ...deploying,
      verb: "deploying without its lock",
      environment: { LAKESTAGE_UNLOCKED: "true" },
      narrow: lockedOf,
      ready: guard,
    });
    if (unlocked.some(({ outcome }) => outcome !== "done")) {
      throw new CommandError("Locks may be gone: lakestage up makes them again.", ExitCode.stackFailed);
    }
  }
  const turns = await runOnStacks(home, terminal, names, options, {
    ...deploying,
    moreParameters: (stack) => removal.parameters(stack),
    ready: async (target, stacks) => {
      await requireWhatTheyRead(target, stacks);
      // What was locked has been looked at, and what goes with its name has gone.
      if (!options.unlock) await guard(target, stacks);
      await removal.begin(target, stacks);
    },
    prepare: async (target, { name }) => {
      await target.clearStaleLock(name);
      await resolvePendingCreates(target, name, terminal);
    },
    afterFailure: (target, { name }, { uncertainCreates }) =>
      resolveUncertainCreates(target, name, terminal, uncertainCreates),
    madeForMore: async (target, stack, changes) => (hasChanges(changes) ? await waitedForAndThere(target, stack) : []),
    complete: (target, stack) => endpoints.approve(target, stack),
    finish: async (target, turns) => {
      for (const line of await leftBehindBeside(target, terminal, stacksOf(CHECKOUT))) terminal.note(line);
      endpoints.tell();
      await removal.end(target, turns);
    },
  });
  const rows = stackRows(turns);
  terminal.result(options.json ? JSON.stringify(rows, undefined, 2) : stackTable(rows));
  if (options.policies) await tellEnginePolicies(terminal, options, turns);
}

/** @throws CommandError when stacks read others that are neither deployed nor about to be: it names all of these. */
async function requireWhatTheyRead(target: Target, stacks: Stack[]): Promise<void> {
  const all = stacksOf(CHECKOUT);
  const coming = new Set(stacks.map(({ name }) => name));
  const needs: string[] = [];
  // What is lacking may read others itself.
  const asked = [...stacks];
  for (const { dependsOn, doesWithout = [], name } of asked) {
    for (const needed of dependsOn.filter((on) => !coming.has(on) && !doesWithout.includes(on))) {
      if (resourcesIn(await target.deployment(needed)).length > 0) continue;
      needs.push(`${name} needs ${needed}, which is not deployed.`);
      coming.add(needed);
      asked.push(...all.filter((stack) => stack.name === needed));
    }
  }
  if (needs.length === 0) return;
  const wanted = all.flatMap(({ name }) => (coming.has(name) ? [name] : []));
  const remedy = `Deploy ${needs.length === 1 ? "it" : "them"} too: lakestage up ${wanted.join(" ")}${atTarget(target)}. Nothing was changed.`;
  throw new CommandError([...needs, remedy].join("\n"), ExitCode.mistake);
}

/** What keeps Azure from deleting anything in a platform's resource group. */
const LOCK = "azure-native:authorization:ManagementLockAtResourceGroupLevel";

/** Those that are locked, and what these read: a newer version may need more of it than there was. */
async function lockedOf(target: Target, stacks: Stack[]): Promise<Stack[]> {
  const deployments = await deploymentsOf(target, stacks);
  const isLocked = ({ name }: Stack): boolean => resourcesIn(deployments.get(name)).some(({ type }) => type === LOCK);
  const reads = new Map(stacks.map(({ dependsOn, name }) => [name, dependsOn]));
  const chosen = new Set(stacks.filter(isLocked).map(({ name }) => name));
  // What is read may read others itself.
  for (const name of chosen) {
    for (const other of reads.get(name) ?? []) chosen.add(other);
  }
  return stacks.filter(({ name }) => chosen.has(name));
}
