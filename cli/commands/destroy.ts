import type { Home } from "../../sandbox/lifecycle";
import { CommandError } from "../command-error";
import { askEngine } from "../engine/engine-process";
import { ExitCode } from "../exit-code";
import { resolvePendingCreates } from "../recovery/pending-creates";
import { stackTable } from "../report/stack-table";
import { SETTINGS } from "../settings";
import { stacksLeftBehind } from "../stacks/left-behind";
import { selectStacks } from "../stacks/select-stacks";
import { stacksOf } from "../stacks/stacks";
import { stackStates } from "../targets/stack-states";
import type { Terminal } from "../terminal";
import { requireConsent, requireNoDependents, requireUnprotected } from "./destroy-guards";
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
  const known = stacksOf(SETTINGS);
  const leftBehind = await stacksLeftBehind(states, known);
  const all = [...known, ...leftBehind];
  const chosen = options.all ? all : selectStacks(all, names);
  const confirm = async (): Promise<void> => {
    await requireNoDependents(states, terminal, all, chosen);
    if (!unprotect) await requireUnprotected(states, terminal, chosen);
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
