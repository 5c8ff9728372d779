import type { Store } from "../../../control-plane";
import { runs, type StoredRun } from "../run-records/run";
import { hasEnded } from "../run-records/states";
import { removeRun } from "./ending-runs";

/** The service's. */
const KEPT_MILLISECONDS = 60 * 86_400_000;
/** Of a workspace: a continuous job alone would make more in a day. */
const MOST_KEPT = 2000;

/** Deletes runs that ended too long ago, and the oldest of too many. Runs inside a transaction. */
export function removeOldRuns(store: Store, now: number): void {
  const byWorkspace = new Map<number, StoredRun[]>();
  for (const { value: run } of store.list(runs)) {
    if (!hasEnded(run.state)) continue;
    if ((run.end_time ?? now) + KEPT_MILLISECONDS <= now) removeRun({ store }, run);
    else {
      const others = byWorkspace.get(run.workspace_id) ?? [];
      others.push(run);
      byWorkspace.set(run.workspace_id, others);
    }
  }
  for (const ended of byWorkspace.values()) {
    for (const run of ended.slice(0, Math.max(0, ended.length - MOST_KEPT))) removeRun({ store }, run);
  }
}
