import { type ChangeCounts, describeChanges, resourcesAfter } from "../engine/change-counts";
import { plainTable, printed } from "./plain-table";

/** One stack's line in the closing table. */
export interface StackRow {
  stack: string;
  outcome: "done" | "failed" | "skipped";
  changes: ChangeCounts;
  seconds: number;
  /** The workspace's address, where there is one. */
  address: string | undefined;
}

/** The closing table: stack, resources, changes, seconds, address. */
export function stackTable(rows: StackRow[]): string {
  const table = plainTable(["stack", "resources", "changes", "seconds", "address"], [1, 3]);
  for (const { stack, outcome, changes, seconds, address } of rows) {
    const summary = outcome === "done" ? describeChanges(changes) : outcome;
    const resources = outcome === "skipped" ? "" : String(resourcesAfter(changes));
    table.push([stack, resources, summary, outcome === "skipped" ? "" : seconds.toFixed(1), address ?? ""]);
  }
  return printed(table);
}
