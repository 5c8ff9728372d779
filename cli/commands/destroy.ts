import { loadEnvironment } from "../../infra/config";
import type { Home } from "../../sandbox/lifecycle";
import { CHECKOUT } from "../checkout";
import { CommandError } from "../command-error";
import { resourceName, resourcesIn, stacksReadBy } from "../engine/deployment";
import { askEngine } from "../engine/engine-process";
import { ExitCode } from "../exit-code";
import { resolvePendingCreates } from "../recovery/pending-creates";
import { stackTable } from "../report/stack-table";
import { stacksLeftBehind } from "../stacks/left-behind";
import { selectStacks } from "../stacks/select-stacks";
import { type Stack, stacksOf } from "../stacks/stacks";
import { stackStates } from "../targets/stack-states";
import type { StackStates } from "../targets/target";
import type { Terminal } from "../terminal";
import { ManagedGroups } from "./managed-groups";
import { ATTEMPTS, runOnStacks, type StackCommandOptions, stackRows } from "./stack-command";

type DestroyOptions = StackCommandOptions & { all?: boolean; unprotect?: boolean; yes?: boolean };

/**
 * Deletes what stacks made, dependents first, also where no file makes them any more. It asks for the stacks' names, or for
 * `--all`, in so many words; and once more where production goes.
 */
export async function destroy(home: Home, terminal: Terminal, names: string[], options: DestroyOptions): Promise<void> {
  if (names.length === 0 && !options.all) {
    throw new CommandError("Say which stacks to destroy, or --all of them: lakestage destroy dev", ExitCode.mistake);
  }
  // The sandbox holds nothing that would be missed; in the cloud protection is lifted only when asked for by name.
  const everythingHere = options.all === true && options.target === "sandbox";
  const unprotect = options.unprotect || everythingHere;
  const states = await stackStates(home, options.target);
  const known = stacksOf(CHECKOUT);
  const leftBehind = await stacksLeftBehind(states, known);
  const all = [...known, ...leftBehind];
  const chosen = options.all ? all : selectStacks(all, names);
  const confirm = async (): Promise<void> => {
    await requireNoDependents(states, all, chosen);
    if (!unprotect) await requireUnprotected(states, chosen);
    if (!everythingHere && !options.yes) await requireConsent(states, terminal, chosen);
  };
  const managedGroups = new ManagedGroups(terminal);
  const turns = await runOnStacks(
    home,
    terminal,
    chosen.map(({ name }) => name),
    options,
    {
      leftBehind,
      before: confirm,
      command: "lakestage destroy",
      verb: "deleting",
      direction: "backwards",
      parameters: ["destroy", "--yes", "--skip-preview"],
      attempts: ATTEMPTS,
      prepare: async (target, stack) => {
        const { name } = stack;
        await target.clearStaleLock(name);
        await resolvePendingCreates(target, name, terminal);
        await managedGroups.remember(target, stack);
        if (unprotect) await askEngine(target.engine, ["state", "unprotect", "--all", "--yes", "--stack", name]);
      },
      finish: (target) => managedGroups.remove(target),
    },
  );
  const rows = stackRows(turns);
  terminal.result(options.json ? JSON.stringify(rows, undefined, 2) : stackTable(rows));
}

/** @throws CommandError that names all stacks that stay, and read from one that goes, or from one that would have to go with it. */
async function requireNoDependents(
  states: StackStates,
  all: readonly Stack[],
  chosen: readonly Stack[],
): Promise<void> {
  const deployed = new Map<string, Stack>();
  for (const stack of all) {
    const deployment = await states.deployment(stack.name);
    if (resourcesIn(deployment).length === 0) continue;
    // What was deployed may read others than what the files say now.
    deployed.set(stack.name, { ...stack, dependsOn: [...stack.dependsOn, ...stacksReadBy(deployment)] });
  }
  const going = new Set(chosen.map(({ name }) => name));
  const inTheWay = new Set<string>();
  for (const gone of going) {
    for (const { name, dependsOn } of deployed.values()) {
      if (going.has(name) || !dependsOn.includes(gone)) continue;
      going.add(name);
      inTheWay.add(name);
    }
  }
  if (inTheWay.size === 0) return;
  throw new CommandError(
    `${names(chosen)} cannot go yet, because of ${[...inTheWay].join(" and ")}. Destroy all of them: ` +
      `lakestage destroy ${[...going].join(" ")}. Nothing was changed.`,
    ExitCode.mistake,
  );
}

const names = (stacks: readonly Stack[]): string => stacks.map(({ name }) => name).join(" and ");

/** Of so many protected resources each is named. */
const NAMED = 3;

/** @throws CommandError where the engine would refuse to delete what is protected, after it has deleted what is not. */
async function requireUnprotected(states: StackStates, chosen: readonly Stack[]): Promise<void> {
  const refused: string[] = [];
  const holding: string[] = [];
  for (const { name } of chosen) {
    const guarded = resourcesIn(await states.deployment(name)).filter(({ protect }) => protect);
    if (guarded.length === 0) continue;
    const shown = guarded.slice(0, NAMED).map(({ urn }) => resourceName(urn));
    const more = guarded.length - shown.length;
    refused.push(`${name} is protected from deletion: ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`);
    holding.push(name);
  }
  if (refused.length === 0) return;
  const remedy = `To delete ${holding.length === 1 ? "it" : "them"} all the same, with all data: lakestage destroy ${chosen
    .map(({ name }) => name)
    .join(" ")} --unprotect. Nothing was changed.`;
  throw new CommandError([...refused, remedy].join("\n"), ExitCode.mistake);
}

/** @throws CommandError where something goes that would be missed, and nobody says that it is meant. */
async function requireConsent(states: StackStates, terminal: Terminal, chosen: readonly Stack[]): Promise<void> {
  const asked: Stack[] = [];
  for (const stack of chosen) {
    if (!isProduction(stack)) continue;
    if (resourcesIn(await states.deployment(stack.name)).length > 0) asked.push(stack);
  }
  if (asked.length === 0) return;
  if (!terminal.ask) {
    throw new CommandError(
      `${names(asked)}: production, or nothing says that it is not, and nobody can be asked here. If it is meant: lakestage destroy ${chosen
        .map(({ name }) => name)
        .join(" ")} --yes. Nothing was changed.`,
      ExitCode.mistake,
    );
  }
  for (const { name } of asked) {
    const answer = await terminal.ask(`This deletes what ${name} made, with all data. Type the stack's name to go on:`);
    if (answer.trim() === name) continue;
    throw new CommandError(`That is not "${name}". Nothing was changed.`, ExitCode.mistake);
  }
}

/** What no file describes may be production. */
function isProduction({ environment, leftBehind }: Stack): boolean {
  if (leftBehind) return true;
  const loaded = loadEnvironment(CHECKOUT, environment);
  return !loaded.ok || loaded.settings.environment.stage === "production";
}
