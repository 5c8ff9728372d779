import type { StoredTaskRun } from "../run-records/run";
import { hasEnded, isCancellation, isFailure, type State, skipped } from "../run-records/states";
import type { JobTask, TaskDependency } from "../settings/job-settings";

/** What a task may do now: wait, run, or end without having run. */
export type Readiness = "waits" | "runs" | State;

/**
 * Whether a task's dependencies let it run. Excluded ones count as successful; where all are excluded, it is, too.
 * @param latest the latest attempt at each task that is part of the run: what is not part of it is no dependency.
 */
export function readiness(task: JobTask, latest: ReadonlyMap<string, StoredTaskRun>): Readiness {
  const dependencies = (task.depends_on ?? []).filter(({ task_key: key }) => latest.has(key));
  const before = [...new Set(dependencies.map(({ task_key: key }) => key))].flatMap((key) => latest.get(key) ?? []);
  if (before.some(({ state }) => !hasEnded(state))) return "waits";
  if (dependencies.length === 0) return "runs";
  const states = before.map((each) => (isOutcomeMet(each, dependencies) ? each.state : NOT_THIS_WAY));
  if (states.every(({ result }) => result === "EXCLUDED")) return skipped("EXCLUDED", EXCLUDED);
  return decided(task.run_if ?? "ALL_SUCCESS", states);
}

const EXCLUDED = "The run condition of the task was not met.";
/** The other branch of a condition was taken. */
const NOT_THIS_WAY = skipped("EXCLUDED", EXCLUDED);

/** Whether it ended the way that a dependency on it names; one that names none takes any. */
function isOutcomeMet({ task_key: key, outcome, state }: StoredTaskRun, dependencies: TaskDependency[]): boolean {
  const named = dependencies.filter((each) => each.task_key === key && each.outcome !== undefined);
  return named.length === 0 || state.result !== "SUCCESS" || named.some((each) => each.outcome === outcome);
}

const isSuccess = ({ result }: State): boolean =>
  result === "SUCCESS" || result === "SUCCESS_WITH_FAILURES" || result === "EXCLUDED" || result === "DISABLED";
const isBad = (state: State): boolean => isFailure(state) || isCancellation(state);

const CONDITIONS: Readonly<Record<string, { isMet(states: readonly State[]): boolean; forFailures?: true }>> = {
  ALL_SUCCESS: { isMet: (states) => states.every(isSuccess) },
  AT_LEAST_ONE_SUCCESS: { isMet: (states) => states.some((state) => isSuccess(state) && state.result !== "EXCLUDED") },
  NONE_FAILED: { isMet: (states) => !states.some(isFailure) && states.some((state) => !isCancellation(state)) },
  ALL_DONE: { isMet: () => true },
  AT_LEAST_ONE_FAILED: { isMet: (states) => states.some(isBad), forFailures: true },
  ALL_FAILED: { isMet: (states) => states.every(isBad), forFailures: true },
};

function decided(condition: string, states: readonly State[]): Readiness {
  const { isMet, forFailures } = CONDITIONS[condition] ?? {};
  if (isMet?.(states)) return "runs";
  if (forFailures) return skipped("EXCLUDED", EXCLUDED);
  if (states.some(isFailure)) return skipped("UPSTREAM_FAILED", "An upstream task failed.");
  return states.some(isCancellation)
    ? skipped("UPSTREAM_CANCELED", "An upstream task was canceled.")
    : skipped("EXCLUDED", EXCLUDED);
}
