import { invalidParameter, type Store } from "../../../control-plane";
import { notify } from "../notifications/run-notifications";
import {
  activeRunsByJob,
  ofJob,
  putRun,
  putTaskRun,
  type RunParameter,
  type StoredRun,
  type StoredTaskRun,
  type TaskParameters,
  type TriggerType,
} from "../run-records/run";
import { skipped } from "../run-records/states";
import type { StoredJob } from "../settings/job";
import type { JobSettings, JobTask } from "../settings/job-settings";

/** The service's: more wait in no queue. */
const LONGEST_QUEUE = 1000;

/** How a run differs from others of its job. */
export interface RunRequest {
  trigger: TriggerType;
  creator: string;
  runAsId: string;
  jobParameters?: Record<string, string>;
  overriding?: TaskParameters;
  /** Keys of the tasks to run, with `+` before or behind for what is up or down the stream. */
  only?: readonly string[];
  token?: string;
  /** Whether it waits where the job has its maximum of runs. Default: as the job says. */
  queue?: boolean;
  parent?: StoredRun["parent"];
  triggerInfo?: StoredRun["trigger_info"];
}

/** Puts a run of the job there, which begins when there is room for it. */
export function startJob(
  where: { store: Store; workspaceId: number; now: number },
  job: StoredJob,
  request: RunRequest,
): StoredRun {
  const { store, workspaceId, now } = where;
  const active = store.list(activeRunsByJob.of(ofJob(workspaceId, job.job_id)));
  const run = newRun(where, job.settings, {
    ...request,
    job_id: job.job_id,
    run_type: "JOB_RUN",
  });
  const isFull = active.length >= (job.settings.max_concurrent_runs ?? 1);
  const waits = request.queue ?? job.settings.queue?.enabled ?? false;
  if (isFull && (!waits || active.length >= LONGEST_QUEUE)) {
    const message = waits
      ? `The job's queue is full: ${LONGEST_QUEUE} runs are active or queued.`
      : `Run skipped because the maximum of ${job.settings.max_concurrent_runs ?? 1} concurrent runs was reached.`;
    const code = waits ? "MAX_JOB_QUEUE_SIZE_EXCEEDED" : "MAX_CONCURRENT_RUNS_EXCEEDED";
    const ended = putRun(
      { store },
      {
        ...run,
        end_time: now,
        state: skipped("MAXIMUM_CONCURRENT_RUNS_REACHED", message, code),
      },
    );
    notify(store, now, ended);
    return ended;
  }
  putTasks(where, run, selectedTasks(job.settings.tasks ?? [], request.only));
  return isFull ? run : begun(where, run);
}

/** Puts a run there that is of no job. */
export function startOnce(
  where: { store: Store; workspaceId: number; now: number },
  settings: JobSettings,
  request: RunRequest,
): StoredRun {
  const run = newRun(where, settings, { ...request, run_type: "SUBMIT_RUN" });
  putTasks(where, run, settings.tasks ?? []);
  return begun(where, run);
}

/** Lets a run out of the queue. */
export function begun({ store, now }: { store: Store; now: number }, run: StoredRun): StoredRun {
  return putRun({ store }, { ...run, begin_time: now, state: { phase: "PENDING", message: "" } });
}

/** @throws ApiError 400 for tasks that the job does not have. */
function selectedTasks(tasks: readonly JobTask[], only: readonly string[] | undefined): readonly JobTask[] {
  if (!only?.length) return tasks;
  const selected = new Set<string>();
  for (const named of only) {
    const key = named.replace(/^\+|\+$/g, "");
    if (!tasks.some((task) => task.task_key === key)) throw invalidParameter(`The job has no task '${key}'.`);
    selected.add(key);
    if (named.startsWith("+")) for (const above of upstreamOf(tasks, key)) selected.add(above);
    if (named.endsWith("+")) for (const below of downstreamOf(tasks, key)) selected.add(below);
  }
  return tasks.filter(({ task_key: key }) => selected.has(key));
}

/** Keys of all that a task depends on, directly or through others. */
function upstreamOf(tasks: readonly JobTask[], key: string): Set<string> {
  return reached(
    key,
    (each) => tasks.find(({ task_key: other }) => other === each)?.depends_on?.map((on) => on.task_key) ?? [],
  );
}

/** Keys of all that depends on a task, directly or through others. */
export function downstreamOf(tasks: readonly JobTask[], key: string): Set<string> {
  return reached(key, (each) =>
    tasks
      .filter(({ depends_on: on = [] }) => on.some((before) => before.task_key === each))
      .map((task) => task.task_key),
  );
}

function reached(start: string, next: (key: string) => readonly string[]): Set<string> {
  const found = new Set<string>();
  const waiting = [start];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    for (const other of next(key)) {
      if (found.has(other)) continue;
      found.add(other);
      waiting.push(other);
    }
  }
  return found;
}

interface Numbered extends RunRequest {
  job_id?: number;
  run_type: StoredRun["run_type"];
}

function newRun(
  { store, workspaceId, now }: { store: Store; workspaceId: number; now: number },
  settings: JobSettings,
  { job_id, run_type, ...request }: Numbered,
): StoredRun {
  return putRun(
    { store },
    {
      run_id: store.nextId(),
      workspace_id: workspaceId,
      ...(job_id === undefined ? {} : { job_id }),
      run_name: settings.name ?? "Untitled",
      creator_user_name: request.creator,
      run_as_id: request.runAsId,
      trigger: request.trigger,
      run_type,
      settings,
      job_parameters: parametersOf(settings, request.jobParameters),
      ...(request.overriding && Object.keys(request.overriding).length > 0
        ? { overriding_parameters: request.overriding }
        : {}),
      start_time: now,
      state: { phase: "QUEUED", message: "" },
      repairs: [],
      ...(request.token ? { idempotency_token: request.token } : {}),
      ...(request.parent ? { parent: request.parent } : {}),
      ...(request.triggerInfo ? { trigger_info: request.triggerInfo } : {}),
      notified: [],
    },
  );
}

/** The job's parameters with what the run was given; what the job does not declare is the run's own. */
export function parametersOf({ parameters = [] }: JobSettings, given: Record<string, string> = {}): RunParameter[] {
  const declared = parameters.map(({ name, default: value }) => ({
    name,
    default: value,
    value: given[name] ?? value,
  }));
  const further = Object.entries(given)
    .filter(([name]) => !parameters.some((each) => each.name === name))
    .map(([name, value]) => ({ name, value }));
  return [...declared, ...further];
}

function putTasks(where: { store: Store; now: number }, run: StoredRun, tasks: readonly JobTask[]): void {
  for (const task of tasks) putAttempt(where, run, task);
}

/** Puts a further attempt at a task there, which waits for its dependencies. */
export function putAttempt(
  { store, now }: { store: Store; now: number },
  run: StoredRun,
  task: JobTask,
  further: Partial<StoredTaskRun> = {},
): StoredTaskRun {
  const id = store.nextId();
  return putTaskRun(
    { store },
    {
      run_id: id,
      workspace_id: run.workspace_id,
      job_run_id: run.run_id,
      task_key: task.task_key,
      task,
      attempt_number: 0,
      retries: 0,
      original_attempt_run_id: id,
      state: { phase: "BLOCKED", message: "" },
      start_time: now,
      notified: [],
      ...further,
    },
  );
}
