import type { Home } from "../../sandbox/lifecycle";
import { resolvePendingCreates } from "../recovery/pending-creates";
import { stackTable } from "../report/stack-table";
import type { Terminal } from "../terminal";
import { runOnStacks, type StackCommandOptions, stackRows } from "./stack-command";

/** Brings stacks to what the configuration says. */
export async function up(home: Home, terminal: Terminal, names: string[], options: StackCommandOptions): Promise<void> {
  const turns = await runOnStacks(home, terminal, names, options, {
    command: "lakestage up",
    verb: "deploying",
    direction: "forwards",
    parameters: ["up", "--yes", "--skip-preview"],
    prepare: async (target, { name }) => {
      await target.clearStaleLock(name);
      await resolvePendingCreates(target, name, terminal);
    },
  });
  const rows = stackRows(turns);
  terminal.result(options.json ? JSON.stringify(rows, undefined, 2) : stackTable(rows));
}
