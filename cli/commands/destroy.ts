import type { Home } from "../../sandbox/lifecycle";
import { CHECKOUT } from "../checkout";
import { CommandError } from "../command-error";
import { resourcesIn } from "../engine/deployment";
import { askEngine } from "../engine/engine-process";
import { ExitCode } from "../exit-code";
import { resolvePendingCreates } from "../recovery/pending-creates";
import { stackTable } from "../report/stack-table";
import { selectStacks } from "../stacks/select-stacks";
import { type Stack, stacksOf } from "../stacks/stacks";
import type { Target } from "../targets/target";
import type { Terminal } from "../terminal";
import { ManagedGroups } from "./managed-groups";
import { ATTEMPTS, runOnStacks, type StackCommandOptions, stackRows } from "./stack-command";

type DestroyOptions = StackCommandOptions & { all?: boolean; unprotect?: boolean };

/** Deletes what stacks made, dependents first. It asks for the stacks' names, or for `--all`, in so many words. */
export async function destroy(home: Home, terminal: Terminal, names: string[], options: DestroyOptions): Promise<void> {
  if (names.length === 0 && !options.all) {
    throw new CommandError("Say which stacks to destroy, or --all of them: lakestage destroy dev", ExitCode.mistake);
  }
  // The sandbox holds nothing that would be missed; in the cloud protection is lifted only when asked for by name.
  const unprotect = options.unprotect || (options.all && options.target === "sandbox");
  const all = stacksOf(CHECKOUT);
  const managedGroups = new ManagedGroups(terminal);
  const chosen = options.all ? all : selectStacks(all, names);
  const turns = await runOnStacks(
    home,
    terminal,
    chosen.map(({ name }) => name),
    options,
    {
      command: "lakestage destroy",
      verb: "deleting",
      direction: "backwards",
      parameters: ["destroy", "--yes", "--skip-preview"],
      attempts: ATTEMPTS,
      ready: async (target) => await requireNoDependents(target, all, chosen),
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

/** @throws CommandError when a stack that stays still reads from one that goes. */
async function requireNoDependents(target: Target, all: Stack[], chosen: Stack[]): Promise<void> {
  const going = chosen.map(({ name }) => name);
  const readers = all.filter(
    ({ name, dependsOn }) => !going.includes(name) && dependsOn.some((on) => going.includes(on)),
  );
  const deployed = [];
  for (const { name } of readers) if (resourcesIn(await target.deployment(name)).length > 0) deployed.push(name);
  if (deployed.length === 0) return;
  throw new CommandError(
    `${going.join(" and ")} cannot go yet, because of ${deployed.join(" and ")}. Destroy all of them: ` +
      `lakestage destroy ${[...going, ...deployed].join(" ")}. Nothing was changed.`,
    ExitCode.mistake,
  );
}
