import { type ChangeCounts, describeChanges } from "../engine/change-counts";
import { stacksTable } from "./plain-table";

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

/** The closing table: stack, resources, seconds, changes, address. */
export function stackTable(rows: StackRow[]): string {
  return stacksTable(
    ["stack", "resources", "seconds", "changes"],
    [1, 2],
    rows.map(({ stack, outcome, resources: now, changes, seconds, address }) => {
      const summary = outcome === "done" ? describeChanges(changes) : outcome;
      const ran = outcome !== "skipped";
      const resources = ran ? String(now) : "";
      return { cells: [stack, resources, ran ? seconds.toFixed(1) : "", summary], address };
    }),
  );
}
