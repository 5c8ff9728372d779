import type { Store } from "../../../control-plane";
import { revokeMadeWith } from "../../workspace/personal-token";
import {
  activeRunsByJob,
  ofJob,
  putRun,
  putTaskRun,
  removeRun,
  runs,
  type StoredRun,
  type StoredTaskRun,
} from "../run-records/run";
import {
  cancelled,
  failed,
  hasEnded,
  isFailure,
  type State,
  skipped,
  succeeded,
  timedOut,
  WORKLOAD_FAILED,
} from "../run-records/states";
import { attemptsOf, iterationsOf, latestByKey } from "../run-records/task-runs-of";
import type { JobTask } from "../settings/job-settings";
import { isMet } from "./conditions";
import { readiness } from "./dependencies";
import { begun, putAttempt } from "./new-run";
import { type ReferenceContext, resolved, UnresolvedReference } from "./references";

export interface ProgressContext {
  store: Store;
  now: number;
  workspace: { id: number; url: string };
  /** Starts another job's run for a task. @throws UnresolvedReference, Error why it can not. */
  startChild(run: StoredRun, task: StoredTaskRun, resolved: JobTask): StoredRun;
}

const DEFAULT_RETRY_DELAY = 0;

/** Brings one run forward as far as it goes without anything being executed. Runs inside a transaction. */
export function advance(context: ProgressContext, runId: number): void {
  const progress = new Progress(context, runId);
  progress.begin();
  progress.bringForward();
  progress.finish();
}

class Progress {
  constructor(
    private readonly context: ProgressContext,
    private readonly runId: number,
  ) {}

  private get run(): StoredRun {
    const { store, workspace } = this.context;
    return runs.existing({ store, workspaceId: workspace.id }, this.runId);
  }

  /** Lets it out of the queue where there is room. */
  begin(): void {
    const { run } = this;
    if (run.state.phase !== "QUEUED" || run.ending) return;
    if (run.job_id === undefined || this.hasRoom(run, run.job_id)) begun(this.context, run);
  }

  /** Those that began before it, or have waited longer, come first. */
  private hasRoom({ run_id: id, settings }: StoredRun, jobId: number): boolean {
    const { store, workspace } = this.context;
    const active = store.list(activeRunsByJob.of(ofJob(workspace.id, jobId))).map(({ value }) => value);
    const before = active.filter(
      ({ state, run_id: other }) => other !== id && (state.phase !== "QUEUED" || other < id),
    );
    return before.length < (settings.max_concurrent_runs ?? 1);
  }

  bringForward(): void {
    if (this.run.state.phase === "QUEUED" && !this.run.ending) return;
    if (this.run.ending) this.endTasks();
    for (let moved = true; moved; ) {
      moved = false;
      const latest = latestByKey(attemptsOf(this.context.store, this.run));
      for (const task of latest.values()) if (this.step(task, latest)) moved = true;
    }
  }

  /** Whether the task's state changed. */
  private step(task: StoredTaskRun, latest: ReadonlyMap<string, StoredTaskRun>): boolean {
    const { now } = this.context;
    const { phase } = task.state;
    if (phase === "BLOCKED") {
      if (task.task.disabled) {
        this.endTask(task, skipped("DISABLED", "The task is disabled.", "DISABLED"));
        return true;
      }
      const ready = readiness(task.task, latest);
      if (ready === "waits") return false;
      if (ready === "runs") this.prepare(task, latest);
      else this.endTask(task, ready);
      return true;
    }
    if (phase === "WAITING_FOR_RETRY" && (task.retry_at ?? 0) <= now) {
      this.prepare(task, latest);
      return true;
    }
    if (hasEnded(task.state)) return false;
    if (task.inputs) return this.stepIterations(task, latest);
    return task.child_run_id !== undefined && this.followChild(task, task.child_run_id);
  }

  /** Resolves what it refers to, and decides what needs no execution. */
  private prepare(task: StoredTaskRun, latest: ReadonlyMap<string, StoredTaskRun>): void {
    const { store, now } = this.context;
    try {
      const plan = this.resolve(task, latest);
      const prepared: StoredTaskRun = {
        ...task,
        start_time: now,
        resolved: plan,
        state: { phase: "PENDING", message: "" },
      };
      if (plan.condition_task) {
        const outcome = String(isMet(plan.condition_task));
        this.endTask({ ...prepared, begin_time: now, outcome }, succeeded());
      } else if (plan.for_each_task) {
        this.beginLoop(prepared, plan.for_each_task.inputs);
      } else if (plan.run_job_task) {
        const child = this.context.startChild(this.run, prepared, plan);
        const state: State = { phase: "RUNNING", message: "" };
        putTaskRun({ store }, { ...prepared, begin_time: now, state, child_run_id: child.run_id });
      } else putTaskRun({ store }, prepared);
    } catch (error) {
      if (!(error instanceof UnresolvedReference)) throw error;
      this.endTask(task, failed(error.message, "INVALID_RUN_CONFIGURATION"));
    }
    this.noteRunning();
  }

  private resolve(task: StoredTaskRun, latest: ReadonlyMap<string, StoredTaskRun>): JobTask {
    const { workspace } = this.context;
    const context: ReferenceContext = { run: this.run, task, latest, workspace, input: task.iteration?.input };
    const { for_each_task: loop, ...plain } = task.task;
    const settings = { ...this.run, job_parameters: this.resolvedParameters(context) };
    const within = { ...context, run: settings };
    // The nested task is resolved for each of its iterations.
    const own = loop ? { for_each_task: { ...loop, inputs: resolved(loop.inputs, within) } } : {};
    return { ...resolved(plain, within), ...own };
  }

  /** Parameters may refer to the run, too. */
  private resolvedParameters(context: ReferenceContext): StoredRun["job_parameters"] {
    return this.run.job_parameters.map((each) => ({ ...each, value: resolved(each.value, context) }));
  }

  private beginLoop(task: StoredTaskRun, inputs: string): void {
    const { store, now } = this.context;
    const list = parsedInputs(inputs);
    if (!list) {
      this.endTask(task, failed(`The inputs of the loop are no JSON array: ${inputs}`, "INVALID_RUN_CONFIGURATION"));
      return;
    }
    const begun: StoredTaskRun = { ...task, begin_time: now, inputs: list, state: { phase: "RUNNING", message: "" } };
    putTaskRun({ store }, begun);
    if (list.length === 0) this.endTask(begun, succeeded());
  }

  /** Starts iterations as far as its concurrency allows, and ends the loop with the last of them. */
  private stepIterations(loop: StoredTaskRun, latest: ReadonlyMap<string, StoredTaskRun>): boolean {
    const { store, now } = this.context;
    const settings = loop.task.for_each_task;
    if (!settings || !loop.inputs) return false;
    const iterations = iterationsOf(store, this.run, loop.run_id);
    let moved = false;
    for (const each of iterations) {
      if (
        each.state.phase === "WAITING_FOR_RETRY" ||
        each.state.phase === "BLOCKED" ||
        each.child_run_id !== undefined
      ) {
        if (each.state.phase === "BLOCKED") {
          this.prepare(each, latest);
          moved = true;
        } else if (this.step(each, latest)) moved = true;
      }
    }
    const active = iterations.filter(({ state }) => !hasEnded(state)).length;
    const failedOnes = iterations.filter(({ state }) => hasEnded(state) && state.result !== "SUCCESS");
    const isEnding = loop.ending !== undefined || this.run.ending !== undefined;
    const room = isEnding ? 0 : Math.max(0, (settings.concurrency ?? 1) - active);
    const next = loop.inputs.slice(iterations.length, iterations.length + room);
    next.forEach((input, offset) => {
      const index = iterations.length + offset;
      putAttempt({ store, now }, this.run, settings.task, { iteration: { of: loop.run_id, index, input } });
      moved = true;
    });
    if (moved || active > 0 || (!isEnding && iterations.length < loop.inputs.length)) return moved;
    if (loop.ending === "timed out") this.endTask(loop, timedOut("The task run timed out."));
    else if (isEnding) this.endTask(loop, cancelled(this.cancellation.code, this.cancellation.message));
    else if (failedOnes.length > 0) {
      this.endTask(loop, failed(`${failedOnes.length} of ${loop.inputs.length} iterations failed.`));
    } else this.endTask(loop, succeeded());
    return true;
  }

  /** A run job task ends as the run does that it started. */
  private followChild(task: StoredTaskRun, childId: number): boolean {
    const { store, workspace } = this.context;
    const child = runs.get({ store, workspaceId: workspace.id }, childId);
    if (child && !hasEnded(child.state)) {
      if (!task.ending || child.ending) return false;
      putRun({ store }, { ...child, ending: { why: task.ending } });
      return true;
    }
    if (task.ending === "timed out") this.endTask(task, timedOut("The task run timed out."));
    else if (task.ending) this.endTask(task, cancelled(this.cancellation.code, this.cancellation.message));
    else if (!child)
      this.endTask(task, failed(`Run ${childId}, which the task started, was deleted.`, "RESOURCE_NOT_FOUND"));
    else if (child.state.result === "SUCCESS" || child.state.result === "SUCCESS_WITH_FAILURES") {
      this.endTask(task, succeeded());
    } else {
      this.endTask(
        task,
        failed(`Run ${childId} of job ${child.job_id ?? ""} ended with ${child.state.result}: ${child.state.message}`),
      );
    }
    return true;
  }

  private noteRunning(): void {
    const { run } = this;
    if (run.state.phase === "PENDING") putRun(this.context, { ...run, state: { phase: "RUNNING", message: "" } });
  }

  private endTask(task: StoredTaskRun, state: State): void {
    endTaskRun(this.context, this.run, task, state);
  }

  private get cancellation(): { code: "USER_CANCELED" | "CANCELED"; message: string } {
    return cancellationOf(this.run);
  }

  /** Ends what has not begun; what runs is told to. */
  private endTasks(): void {
    const { store } = this.context;
    const { run } = this;
    if (!hasEnded(run.state) && run.state.phase !== "TERMINATING") {
      putRun(this.context, { ...run, state: { phase: "TERMINATING", message: "" } });
    }
    const ending = run.ending?.why === "timed out" ? "timed out" : "cancelled";
    for (const attempt of taskRunsWithIterations(store, run)) {
      if (hasEnded(attempt.state) || attempt.ending) continue;
      const isUnderWay = attempt.state.phase === "RUNNING" || attempt.state.phase === "PENDING";
      if (isUnderWay) putTaskRun(this.context, { ...attempt, ending, state: { phase: "TERMINATING", message: "" } });
      else this.endTask({ ...attempt, ending }, endedEarly(ending, cancellationOf(run)));
    }
  }

  /** Ends the run with its last task. */
  finish(): void {
    const { store, now } = this.context;
    const { run } = this;
    if (hasEnded(run.state)) return;
    if (run.state.phase === "QUEUED" && !run.ending) return;
    const tasks = [...latestByKey(attemptsOf(store, run)).values()];
    if (tasks.some(({ state }) => !hasEnded(state))) return;
    if (run.ending?.why === "deleted") {
      removeRun({ store }, run);
      return;
    }
    const state = stateOfRun(run, tasks);
    const repairs = run.repairs.map((repair, index) =>
      index === run.repairs.length - 1 && repair.end_time === undefined ? { ...repair, end_time: now, state } : repair,
    );
    putRun({ store }, { ...run, end_time: now, state, repairs });
  }
}

function taskRunsWithIterations(store: Store, run: StoredRun): StoredTaskRun[] {
  const attempts = [...latestByKey(attemptsOf(store, run)).values()];
  return [...attempts, ...attempts.flatMap((each) => (each.inputs ? iterationsOf(store, run, each.run_id) : []))];
}

/** How a run's early end is put. */
export function cancellationOf({ ending }: StoredRun): { code: "USER_CANCELED" | "CANCELED"; message: string } {
  return ending?.why === "cancelled" || ending === undefined
    ? { code: "USER_CANCELED", message: "Run cancelled." }
    : { code: "CANCELED", message: ending.why === "timed out" ? "The job run timed out." : "The job was deleted." };
}

export const endedEarly = (
  ending: "cancelled" | "timed out",
  { code, message }: ReturnType<typeof cancellationOf>,
): State => (ending === "timed out" ? timedOut("The run timed out.") : cancelled(code, message));

/** Ends one attempt, and puts the next one there where the task is to be tried again. */
export function endTaskRun(
  { store, now }: { store: Store; now: number },
  run: StoredRun,
  task: StoredTaskRun,
  state: State,
): void {
  const { token_digest: digest, ...kept } = task;
  if (digest) revokeMadeWith({ store, workspaceId: task.workspace_id }, digest);
  putTaskRun({ store }, { ...kept, end_time: now, state });
  if (!isRetried(run, task, state)) return;
  const delay = task.task.min_retry_interval_millis ?? DEFAULT_RETRY_DELAY;
  putAttempt({ store, now }, run, task.task, {
    attempt_number: task.attempt_number + 1,
    retries: task.retries + 1,
    original_attempt_run_id: task.original_attempt_run_id,
    state: { phase: "WAITING_FOR_RETRY", message: "" },
    retry_at: now + delay,
    ...(task.iteration ? { iteration: task.iteration } : {}),
  });
}

function isRetried(run: StoredRun, { task, retries, begin_time: began, inputs }: StoredTaskRun, state: State): boolean {
  if (run.ending || inputs) return false;
  if (began === undefined && state.code !== "INTERNAL_ERROR" && state.code !== "LIBRARY_INSTALLATION_ERROR")
    return false;
  if (state.result === "TIMEDOUT" ? !task.retry_on_timeout : state.result !== "FAILED") return false;
  const { max_retries: most = 0 } = task;
  return most === -1 || retries < most;
}

/** A run ends as its leaves do: what nothing depends on. */
function stateOfRun(run: StoredRun, tasks: readonly StoredTaskRun[]): State {
  if (run.ending) {
    return run.ending.why === "timed out"
      ? timedOut(cancellationOf(run).message)
      : cancelled(cancellationOf(run).code, cancellationOf(run).message);
  }
  const needed = new Set(tasks.flatMap(({ task }) => task.depends_on?.map(({ task_key: key }) => key) ?? []));
  const leaves = tasks.filter(({ task_key: key }) => !needed.has(key));
  const wrong = tasks.filter(({ state }) => isFailure(state) && state.result !== "UPSTREAM_FAILED");
  if (leaves.some(({ state }) => isFailure(state))) return failed(failureMessage(wrong, tasks));
  if (leaves.some(({ state }) => state.result === "CANCELED" || state.result === "UPSTREAM_CANCELED")) {
    return cancelled("USER_CANCELED", "A task of the run was canceled.");
  }
  if (wrong.length === 0) return succeeded();
  return {
    phase: "TERMINATED",
    result: "SUCCESS_WITH_FAILURES",
    code: "SUCCESS_WITH_FAILURES",
    message: failureMessage(wrong, tasks),
  };
}

/** As the service puts it: runs of several tasks in public issues and client tests say so. */
function failureMessage([first, ...others]: readonly StoredTaskRun[], tasks: readonly StoredTaskRun[]): string {
  if (!first) return "A task failed.";
  const reason = first.state.message || WORKLOAD_FAILED;
  const rest = others.length > 0 ? ` ${others.length} more failed.` : "";
  const skipped = tasks.some(({ state }) => state.result === "UPSTREAM_FAILED");
  return `Task ${first.task_key} failed with message: ${reason.replace(/\.$/, "")}.${rest}${skipped ? " This caused all downstream tasks to get skipped." : ""}`;
}

function parsedInputs(text: string): unknown[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
