import { type Store, workspaceAddress, workspaceById } from "../../../control-plane";
import type { StoredRun, StoredTaskRun } from "../run-records/run";
import { hasEnded, shownState } from "../run-records/states";
import { attemptsOf, iterationsOf, latestByKey } from "../run-records/task-runs-of";
import type { JobTask } from "../settings/job-settings";

/** Tasks that one answer shows. */
const TASKS_SHOWN = 100;

export interface ShownRun {
  /** Every attempt, and the repairs. Default: the latest attempts. */
  history?: boolean;
  resolvedValues?: boolean;
  /** Which hundred tasks, from 0. Absent: none. */
  page?: number;
}

/** A run as `runs/get` and `runs/list` show it. */
export function runAnswer(
  store: Store,
  run: StoredRun,
  { history = false, resolvedValues = false, page }: ShownRun,
): object {
  const attempts = attemptsOf(store, run);
  const shown = history ? attempts : [...latestByKey(attempts).values()];
  const from = (page ?? 0) * TASKS_SHOWN;
  const hasMore = page !== undefined && shown.length > from + TASKS_SHOWN;
  const { settings, job_id: jobId = run.run_id } = run;
  const latestRepair = run.repairs.at(-1);
  return {
    job_id: jobId,
    run_id: run.run_id,
    creator_user_name: run.creator_user_name,
    number_in_job: run.run_id,
    original_attempt_run_id: run.run_id,
    ...shownState(run.state, settings.max_concurrent_runs),
    ...(settings.schedule && run.trigger === "PERIODIC" ? { schedule: settings.schedule } : {}),
    ...(page === undefined
      ? {}
      : { tasks: shown.slice(from, from + TASKS_SHOWN).map((task) => taskAnswer(store, run, task, resolvedValues)) }),
    ...(settings.job_clusters ? { job_clusters: settings.job_clusters } : {}),
    ...(settings.git_source ? { git_source: settings.git_source } : {}),
    job_parameters: run.job_parameters,
    ...(run.overriding_parameters ? { overriding_parameters: run.overriding_parameters } : {}),
    start_time: run.start_time,
    ...durations(run),
    trigger: run.trigger,
    ...(run.parent ? { trigger_info: { run_id: run.parent.run_id } } : {}),
    run_name: run.run_name,
    run_page_url: runPage(store, run, run.run_id),
    run_type: run.run_type,
    ...(settings.description ? { description: settings.description } : {}),
    ...(history
      ? {
          repair_history: [
            original(run, attempts),
            ...run.repairs.map((repair) => ({
              type: "REPAIR",
              id: repair.id,
              start_time: repair.start_time,
              end_time: repair.end_time ?? 0,
              ...shownState(repair === latestRepair ? run.state : repair.state),
              task_run_ids: repair.task_run_ids,
            })),
          ],
        }
      : {}),
    ...(hasMore ? { has_more: true, next_page_token: String((page ?? 0) + 1) } : {}),
  };
}

function original(run: StoredRun, attempts: readonly StoredTaskRun[]): object {
  const [first] = run.repairs;
  const before = attempts.filter((attempt) => !first || attempt.run_id < first.id);
  return {
    type: "ORIGINAL",
    start_time: run.start_time,
    end_time: first ? first.start_time : (run.end_time ?? 0),
    ...shownState(run.first_state ?? run.state),
    task_run_ids: before.map(({ run_id: id }) => id),
  };
}

/** A task's run alone, as `runs/get` shows it to whoever asks by its id. */
export function taskRunAnswer(store: Store, run: StoredRun, task: StoredTaskRun): object {
  return {
    job_id: run.job_id ?? run.run_id,
    run_id: task.run_id,
    job_run_id: run.run_id,
    creator_user_name: run.creator_user_name,
    number_in_job: task.run_id,
    original_attempt_run_id: task.original_attempt_run_id,
    attempt_number: task.attempt_number,
    ...shownState(task.state),
    start_time: task.start_time,
    ...durations(task),
    trigger: run.trigger,
    run_name: task.task_key,
    run_page_url: runPage(store, run, task.run_id),
    run_type: run.run_type,
    tasks: [taskAnswer(store, run, task, false)],
    ...(task.inputs
      ? { iterations: iterationsOf(store, run, task.run_id).map((each) => taskAnswer(store, run, each, false)) }
      : {}),
  };
}

function taskAnswer(store: Store, run: StoredRun, task: StoredTaskRun, withResolved: boolean): object {
  const { health: _, ...settings } = task.task;
  return {
    ...settings,
    ...(task.outcome && settings.condition_task
      ? { condition_task: { ...(task.resolved?.condition_task ?? settings.condition_task), outcome: task.outcome } }
      : {}),
    ...(settings.for_each_task
      ? { for_each_task: { ...settings.for_each_task, stats: loopStats(store, run, task) } }
      : {}),
    run_id: task.run_id,
    task_key: task.iteration ? `${task.task_key}_${task.iteration.index}` : task.task_key,
    attempt_number: task.attempt_number,
    ...shownState(task.state),
    start_time: task.start_time,
    ...durations(task),
    run_page_url: runPage(store, run, task.run_id),
    ...(withResolved && task.resolved ? { resolved_values: resolvedValues(task.resolved) } : {}),
  };
}

function loopStats(store: Store, run: StoredRun, task: StoredTaskRun): object {
  const iterations = iterationsOf(store, run, task.run_id);
  const ended = iterations.filter(({ state }) => hasEnded(state));
  const succeeded = ended.filter(({ state }) => state.result === "SUCCESS").length;
  return {
    task_run_stats: {
      total_iterations: task.inputs?.length ?? 0,
      scheduled_iterations: iterations.length,
      active_iterations: iterations.length - ended.length,
      completed_iterations: ended.length,
      succeeded_iterations: succeeded,
      failed_iterations: ended.length - succeeded,
    },
  };
}

function resolvedValues({
  spark_python_task: file,
  python_wheel_task: wheel,
  notebook_task: notebook,
  condition_task: condition,
}: JobTask): object {
  return {
    ...(file ? { spark_python_task: { parameters: file.parameters ?? [] } } : {}),
    ...(wheel
      ? { python_wheel_task: { parameters: wheel.parameters ?? [], named_parameters: wheel.named_parameters ?? {} } }
      : {}),
    ...(notebook ? { notebook_task: { base_parameters: notebook.base_parameters ?? {} } } : {}),
    ...(condition ? { condition_task: { left: condition.left, right: condition.right } } : {}),
  };
}

/** In milliseconds; 0 as long as there is none. Those of a run with several tasks are its tasks' own. */
function durations({
  start_time: start,
  begin_time: begin,
  end_time: end,
  ...of
}: Pick<StoredTaskRun, "start_time" | "begin_time" | "end_time"> & { job_parameters?: unknown }): object {
  if ("job_parameters" in of) {
    return {
      end_time: end ?? 0,
      queue_duration: (begin ?? end ?? start) - start,
      run_duration: (end ?? start) - start,
      setup_duration: 0,
      execution_duration: 0,
      cleanup_duration: 0,
    };
  }
  return {
    end_time: end ?? 0,
    setup_duration: (begin ?? end ?? start) - start,
    execution_duration: begin !== undefined && end !== undefined ? end - begin : 0,
    cleanup_duration: 0,
    run_duration: end === undefined ? 0 : end - start,
  };
}

function runPage(store: Store, { workspace_id: id, job_id: jobId, run_id }: StoredRun, shown: number): string {
  const workspace = workspaceById(store, id);
  const address = workspace ? workspaceAddress(workspace) : "";
  return `${address}/?o=${id}#job/${jobId ?? run_id}/run/${shown}`;
}
