import { z } from "zod";
import { type DatabricksClient, DatabricksError, type Values } from "../../databricks-client";
import { printable } from "../report/shown-line";

/** What others wrote: the name of a run, or an error with what its code was given. */
const writtenSchema = z.string().transform(printable);

const stateSchema = z
  .object({ life_cycle_state: z.string(), result_state: z.string(), state_message: writtenSchema })
  .partial()
  .default({});

const timesSchema = z.object({
  start_time: z.number().optional(),
  end_time: z.number().optional(),
  run_page_url: z.string().optional(),
  state: stateSchema,
});

const taskSchema = timesSchema.extend({
  run_id: z.number(),
  task_key: z.string(),
  attempt_number: z.number().default(0),
  depends_on: z.array(z.object({ task_key: z.string() })).default([]),
});

const runSchema = timesSchema.extend({
  run_id: z.number(),
  job_id: z.number().optional(),
  run_name: writtenSchema.default(""),
  creator_user_name: z.string().optional(),
  trigger: z.string().optional(),
  tasks: z.array(taskSchema).default([]),
  repair_history: z.array(z.looseObject({ id: z.number().optional(), type: z.string().optional() })).default([]),
});

/** An attempt of a task of a run. */
export type TaskRun = z.infer<typeof taskSchema>;

/** A run of a job as the Jobs API shows it, as far as it is read here. Times are milliseconds since 1970; 0: not yet. */
export interface JobRun extends Omit<z.infer<typeof runSchema>, "tasks"> {
  /** In their last attempts, each after those that it waits for. */
  tasks: TaskRun[];
  /** Every attempt of every task, also those before a repair, as far as the service shows them. */
  attempts: TaskRun[];
}

type RunState = z.infer<typeof stateSchema>;

const RUNS = "/api/2.2/jobs/runs";

/** A run with all of its tasks. @throws DatabricksError, of status 400 where there is no such run. */
export async function readRun(client: DatabricksClient, runId: number): Promise<JobRun> {
  const tasks: TaskRun[] = [];
  let query: Record<string, string> = { run_id: String(runId) };
  for (;;) {
    const page = await client.get(`${RUNS}/get`, { ...query, include_history: "true" });
    const run = runSchema.parse(page);
    tasks.push(...run.tasks);
    const next = page.next_page_token;
    if (typeof next !== "string" || next === "") return withAttempts(run, tasks);
    query = { run_id: String(runId), page_token: next };
  }
}

/** Runs, newest first, as far as they are asked for. @param jobId Default: those of all jobs. */
export async function* listRuns(client: DatabricksClient, jobId?: number): AsyncGenerator<JobRun> {
  const ofJob = jobId === undefined ? {} : { job_id: String(jobId) };
  // Without tasks: of some runs they would be many.
  for await (const item of client.items(`${RUNS}/list`, "runs", ofJob)) {
    yield { ...runSchema.parse(item), tasks: [], attempts: [] };
  }
}

/** What a task has said so far, and how it failed. */
export interface TaskOutput {
  logs: string;
  /** Whether earlier lines are not kept. */
  truncated: boolean;
  error: string | undefined;
  trace: string | undefined;
}

const NO_OUTPUT: TaskOutput = { logs: "", truncated: false, error: undefined, trace: undefined };

/**
 * Nothing of a task whose output cannot be had: a cluster's is there when it has ended, a condition's never.
 * @param taskRunId of a task's run, which is not the run of the job.
 */
export async function readOutput(client: DatabricksClient, taskRunId: number): Promise<TaskOutput> {
  let answer: Values;
  try {
    answer = await client.get(`${RUNS}/get-output`, { run_id: String(taskRunId) });
  } catch (error) {
    if (error instanceof DatabricksError && error.status === 400) return NO_OUTPUT;
    throw error;
  }
  const { error, error_trace, logs, logs_truncated, notebook_output } = answer;
  return {
    logs: text(logs) ?? text((notebook_output as Values | undefined)?.result) ?? "",
    truncated: logs_truncated === true,
    error: writtenSchema.optional().parse(text(error)),
    trace: writtenSchema.optional().parse(text(error_trace)),
  };
}

export async function cancelRun(client: DatabricksClient, runId: number): Promise<void> {
  await client.change("POST", `${RUNS}/cancel`, { run_id: runId });
}

/** Runs what failed, or was skipped for it, again. @param tasks Default: all that did not succeed. */
export async function repairRun(client: DatabricksClient, run: JobRun, tasks: readonly string[] = []): Promise<void> {
  const latest = run.repair_history.findLast(({ id, type }) => type === "REPAIR" && id !== undefined);
  await client.change("POST", `${RUNS}/repair`, {
    run_id: run.run_id,
    ...(tasks.length > 0 ? { rerun_tasks: tasks, rerun_dependent_tasks: true } : { rerun_all_failed_tasks: true }),
    // The service refuses a repair that does not know of the one before.
    ...(latest && { latest_repair_id: latest.id }),
  });
}

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

function withAttempts(run: z.infer<typeof runSchema>, attempts: readonly TaskRun[]): JobRun {
  const tasks = inOrder(lastAttempts(attempts));
  return {
    ...run,
    tasks,
    attempts: tasks.flatMap(({ task_key: key }) => attempts.filter((each) => each.task_key === key)),
  };
}

/** Of each task what was tried last. */
function lastAttempts(tasks: readonly TaskRun[]): TaskRun[] {
  const last = new Map<string, TaskRun>();
  for (const task of tasks) {
    const known = last.get(task.task_key);
    // One that waits to be tried again has not begun.
    if (!known || startOf(task) >= startOf(known)) last.set(task.task_key, task);
  }
  return [...last.values()];
}

const startOf = ({ start_time: start }: TaskRun): number => start || Number.POSITIVE_INFINITY;

/** Tasks after those that they wait for; else as the service lists them. */
function inOrder(tasks: readonly TaskRun[]): TaskRun[] {
  const ordered = new Set<TaskRun>();
  const visit = (task: TaskRun, path: readonly TaskRun[]): void => {
    if (ordered.has(task) || path.includes(task)) return;
    for (const { task_key: key } of task.depends_on) {
      const needed = tasks.find((other) => other.task_key === key);
      if (needed) visit(needed, [...path, task]);
    }
    ordered.add(task);
  };
  for (const task of tasks) visit(task, []);
  return [...ordered];
}

const ENDED = ["TERMINATED", "SKIPPED", "INTERNAL_ERROR"];

/** Whether nothing more comes of it. */
export const hasEnded = ({ state }: { state: RunState }): boolean => ENDED.includes(state.life_cycle_state ?? "");

/** How a run or a task ended; undefined while it has not. */
export type Outcome = "succeeded" | "failed" | "cancelled" | "skipped";

const OUTCOMES: Record<string, Outcome> = {
  SUCCESS: "succeeded",
  SUCCESS_WITH_FAILURES: "succeeded",
  CANCELED: "cancelled",
  UPSTREAM_CANCELED: "cancelled",
  EXCLUDED: "skipped",
  DISABLED: "skipped",
  MAXIMUM_CONCURRENT_RUNS_REACHED: "skipped",
  UPSTREAM_FAILED: "skipped",
};

export function outcomeOf(run: { state: RunState }): Outcome | undefined {
  if (!hasEnded(run)) return undefined;
  const { life_cycle_state: life, result_state: result = "" } = run.state;
  if (life === "SKIPPED") return "skipped";
  return OUTCOMES[result] ?? "failed";
}

const WORDS: Record<string, string> = {
  PENDING: "starting",
  BLOCKED: "waits",
  WAITING_FOR_RETRY: "waits for another attempt",
  TERMINATING: "ending",
  SUCCESS_WITH_FAILURES: "succeeded, with failures",
  TIMEDOUT: "timed out",
  UPSTREAM_FAILED: "skipped: what it needs failed",
  UPSTREAM_CANCELED: "skipped: what it needs was cancelled",
  EXCLUDED: "skipped: its condition does not hold",
  MAXIMUM_CONCURRENT_RUNS_REACHED: "skipped: as many runs as may be are under way",
};

/** A state for people: `running`, `succeeded`, `timed out`. */
export function stateWord(run: { state: RunState }): string {
  const { life_cycle_state: life = "", result_state: result = "" } = run.state;
  const outcome = outcomeOf(run);
  return outcome === undefined ? (WORDS[life] ?? life.toLowerCase()) : (WORDS[result] ?? outcome);
}

/** The same with what it is about to do, where the service says that of one that has not begun. */
export function stateWords(run: { state: RunState }): string {
  const { life_cycle_state: life, state_message: message = "" } = run.state;
  return life === "PENDING" && message !== "" ? `${stateWord(run)}: ${message}` : stateWord(run);
}

/** How long it took, or has taken so far; undefined where it has not begun, and of what was skipped: it only waited. */
export function millisecondsOf(run: JobRun | TaskRun, now: number): number | undefined {
  const { end_time: end, start_time: start } = run;
  if (!start || outcomeOf(run) === "skipped") return undefined;
  return Math.max(0, (end ? end : now) - start);
}
