import { type ChangeCounts, describeChanges } from "../engine/change-counts";
import { plainTable, printed } from "./plain-table";

/** One stack's line in the closing table. */
export interface StackRow {
  stack: string;
  outcome: "done" | "failed" | "skipped";
  /** That the stack has now. */
  resources: number;
  changes: ChangeCounts;
  seconds: number;
  /** The workspace's address, where there is one. */
  address: string | undefined;
}

/** The closing table: stack, resources, changes, seconds, address. */
export function stackTable(rows: StackRow[]): string {
  const table = plainTable(["stack", "resources", "changes", "seconds", "address"], [1, 3]);
  for (const { stack, outcome, resources: now, changes, seconds, address } of rows) {
    const summary = outcome === "done" ? describeChanges(changes) : outcome;
    const resources = outcome === "skipped" ? "" : String(now);
    table.push([stack, resources, summary, outcome === "skipped" ? "" : seconds.toFixed(1), address ?? ""]);
  }
  return printed(table);
}
