import { Index, invalidParameter, type Store, WorkspaceObjects } from "../../../control-plane";
import type { JobSettings, JobTask } from "../settings/job-settings";
import { hasEnded, type State } from "./states";

export type TriggerType = "CONTINUOUS" | "FILE_ARRIVAL" | "ONE_TIME" | "PERIODIC" | "RETRY" | "RUN_JOB_TASK" | "TABLE";

/** What a run was given in place of what its job's tasks have. */
export interface TaskParameters {
  jar_params?: string[];
  notebook_params?: Record<string, string>;
  python_params?: string[];
  python_named_params?: Record<string, string>;
  spark_submit_params?: string[];
  sql_params?: Record<string, string>;
  dbt_commands?: string[];
}

export interface RunParameter {
  name: string;
  default?: string;
  /** What this run has. */
  value: string;
}

/** A run of a job, or a one-time run, as it is kept. */
export interface StoredRun {
  run_id: number;
  /** Which workspace it runs in: what goes on beside requests begins with that. */
  workspace_id: number;
  job_id?: number;
  run_name: string;
  creator_user_name: string;
  /** Who its tasks act as, by id. */
  run_as_id: string;
  trigger: TriggerType;
  run_type: "JOB_RUN" | "SUBMIT_RUN" | "WORKFLOW_RUN";
  /** The settings that it began with: a job that is changed meanwhile changes no run. */
  settings: JobSettings;
  job_parameters: RunParameter[];
  overriding_parameters?: TaskParameters;
  /** Milliseconds since 1970, as all times here. */
  start_time: number;
  /** When it left the queue. */
  begin_time?: number;
  end_time?: number;
  state: State;
  /** Why it is to end before it is done. */
  ending?: { why: "cancelled" | "timed out" | "deleted"; by?: string };
  repairs: Repair[];
  /** How it ended before its first repair. */
  first_state?: State;
  idempotency_token?: string;
  /** The task of another run that started it. */
  parent?: { run_id: number; task_run_id: number };
  /** What set it off: where a file arrived, or which tables were changed, with when. */
  trigger_info?: { file_arrival_location?: string; updated_tables?: Record<string, number> };
  /** Which notifications have gone out, `on_start` among them. */
  notified: string[];
}

export interface Repair {
  id: number;
  start_time: number;
  end_time?: number;
  state: State;
  task_run_ids: number[];
}

/** One attempt at a task, as it is kept. */
export interface StoredTaskRun {
  /** Its own id. */
  run_id: number;
  workspace_id: number;
  job_run_id: number;
  task_key: string;
  /** The task as the job has it; of an iteration, the nested one. */
  task: JobTask;
  /** Which attempt it is, retries and repairs counted together, from 0. */
  attempt_number: number;
  /** How many attempts since the run or its last repair began came before: what `max_retries` counts. */
  retries: number;
  original_attempt_run_id: number;
  /** Of a `for_each_task`: which of its iterations. */
  iteration?: { of: number; index: number; input: unknown };
  state: State;
  start_time: number;
  /** When its code began to run. */
  begin_time?: number;
  end_time?: number;
  /** Not before this time. */
  retry_at?: number;
  ending?: "cancelled" | "timed out";
  /** The process that stands over it. */
  process?: { pid: number; began: string };
  /** Digest of the token that it has, as long as it runs. */
  token_digest?: string;
  /** With every reference replaced: what it runs, or ran. */
  resolved?: JobTask;
  /** Of a condition task: `true` or `false`. */
  outcome?: string;
  /** Of a run job task. */
  child_run_id?: number;
  /** Of a `for_each_task`, once they are known. */
  inputs?: unknown[];
  /** What it left for later tasks. */
  values?: Record<string, unknown>;
  output?: TaskOutput;
  notified: string[];
}

export interface TaskOutput {
  error?: string;
  error_trace?: string;
  /** Of a notebook. */
  result?: string;
  /** The document's content has its last bytes; whether there were more. */
  logs_truncated?: boolean;
  /** Of a SQL task, as the API shows it. */
  sql_output?: object;
  /** Of an alert task: the state that it found. */
  alert_output?: object;
  /** Of a dashboard task: its pages, with what went wrong on each. */
  dashboard_output?: object;
}

export const runs = new WorkspaceObjects<StoredRun, number>("jobs.run", (id) =>
  invalidParameter(`Run ${id} does not exist.`),
);

/** By the run that they are of, and their own id, which grow with time. */
export const taskRuns = new WorkspaceObjects<StoredTaskRun, readonly [number, number]>("jobs.task-run");

/** Everything that has not ended, in whatever workspace. */
export const ACTIVE = "active";
export const activeRuns = new Index(runs, ({ state }) => (hasEnded(state) ? [] : [ACTIVE]));

export const runsByJob = new Index(runs, ({ workspace_id: workspace, job_id: job }) =>
  job === undefined ? [] : [ofJob(workspace, job)],
);
export const ofJob = (workspaceId: number, jobId: number): string => `${workspaceId}/${jobId}`;

export const activeRunsByJob = new Index(runs, ({ workspace_id: workspace, job_id: job, state }) =>
  job === undefined || hasEnded(state) ? [] : [ofJob(workspace, job)],
);

export const runsByToken = new Index(runs, ({ workspace_id: workspace, job_id: job, idempotency_token: token }) =>
  token ? [`${workspace}/${job ?? ""}/${token}`] : [],
);

export const taskRunsById = new Index(taskRuns, ({ run_id: id }) => [String(id)]);
export const taskRunsByTokenDigest = new Index(taskRuns, ({ token_digest: digest }) => (digest ? [digest] : []));

export const putRun = (where: { store: Store }, run: StoredRun): StoredRun =>
  runs.put({ store: where.store, workspaceId: run.workspace_id }, run.run_id, run);

export const putTaskRun = (where: { store: Store }, task: StoredTaskRun): StoredTaskRun =>
  taskRuns.put({ store: where.store, workspaceId: task.workspace_id }, [task.job_run_id, task.run_id], task);

/** What a task run's document is kept under, and its logs with it. */
export const taskRunKey = (
  store: Store,
  { workspace_id: workspaceId, job_run_id: run, run_id: id }: StoredTaskRun,
): string => taskRuns.keyOf({ store, workspaceId }, [run, id]);

/** Deletes a run with its tasks' and their output. */
export function removeRun({ store }: { store: Store }, { workspace_id: workspaceId, run_id: id }: StoredRun): void {
  taskRuns.removeAll({ store, workspaceId }, [id]);
  runs.remove({ store, workspaceId }, id);
}
