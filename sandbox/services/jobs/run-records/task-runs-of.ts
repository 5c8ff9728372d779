import type { Store } from "../../../control-plane";
import { type StoredRun, type StoredTaskRun, taskRuns } from "./run";

/** Every attempt at every task of a run, the oldest first; without iterations. */
export function attemptsOf(store: Store, run: StoredRun): StoredTaskRun[] {
  return allAttemptsOf(store, run).filter(({ iteration }) => iteration === undefined);
}

/** As `attemptsOf`, with the iterations of `for_each_task`s. */
export function allAttemptsOf(store: Store, { workspace_id: workspaceId, run_id: id }: StoredRun): StoredTaskRun[] {
  return taskRuns.all({ store, workspaceId }, [id]);
}

/** The latest attempt at each task, by its key. */
export function latestByKey(attempts: readonly StoredTaskRun[]): Map<string, StoredTaskRun> {
  return new Map(attempts.map((attempt) => [attempt.task_key, attempt]));
}

/** The latest attempt at each iteration of a `for_each_task`'s run, in their order. */
export function iterationsOf(store: Store, run: StoredRun, taskRunId: number): StoredTaskRun[] {
  const found = new Map<number, StoredTaskRun>();
  for (const each of allAttemptsOf(store, run)) {
    if (each.iteration?.of === taskRunId) found.set(each.iteration.index, each);
  }
  return [...found.values()].sort((one, other) => (one.iteration?.index ?? 0) - (other.iteration?.index ?? 0));
}
