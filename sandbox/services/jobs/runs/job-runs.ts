import { randomBytes } from "node:crypto";
import type { Background, BackgroundOptions } from "../../../control-plane";
import { type Workspace, workspaceAddress, workspaceById } from "../../../control-plane";
import { keepTrying } from "../keep-trying";
import { nextWarning, notify } from "../notifications/run-notifications";
import {
  ACTIVE,
  activeRuns,
  putRun,
  putTaskRun,
  runs,
  type StoredRun,
  type StoredTaskRun,
  taskRunKey,
  taskRuns,
  taskRunsById,
} from "../run-records/run";
import { failed, hasEnded } from "../run-records/states";
import { allAttemptsOf, attemptsOf, latestByKey } from "../run-records/task-runs-of";
import { allowedChild } from "./child-run";
import { advance, cancellationOf, endedEarly, endTaskRun } from "./progress";
import { removeOldRuns } from "./retention";
import type { Execution, TaskEnd, TaskExecutor } from "./task-executor";
import { digestOf } from "./task-tokens";

/** What an earlier control plane left, as the service words a fault of its own. */
const LOST = "The run was lost: the control plane ended while the task was running.";

/**
 * Lets runs go on: after each commit it looks at what has not ended, brings that forward, starts what is to be executed
 * and stops what is to end. All that it knows is in the store, besides what is being executed: a later one goes on where
 * it was.
 */
export class JobRuns implements Background {
  /** What is being executed, by the task run's id. */
  private readonly executing = new Map<number, Execution>();
  private readonly stopHearing: () => void;
  private looksSoon = false;
  private removesOldAt = 0;
  private isStopped = false;
  private callOff: () => void = () => {};
  private readonly keepingLogs: NodeJS.Timeout;
  /** How much of each was kept. */
  private readonly keptLogs = new Map<number, string>();

  constructor(
    private readonly options: BackgroundOptions,
    private readonly executor: TaskExecutor,
  ) {
    this.settleLost();
    this.stopHearing = options.store.onCommit(() => this.lookSoon());
    this.keepingLogs = setInterval(() => this.keepLogs(), KEEPS_LOGS_EVERY).unref();
    this.lookSoon();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.stopHearing();
    this.callOff();
    clearInterval(this.keepingLogs);
    await this.executor.stop();
  }

  /** Once for all that was committed meanwhile. */
  private lookSoon(): void {
    if (this.looksSoon || this.isStopped) return;
    this.looksSoon = true;
    setImmediate(() => {
      this.looksSoon = false;
      if (this.isStopped) return;
      this.look();
    });
  }

  private look(): void {
    const { store } = this.options;
    let next = Number.POSITIVE_INFINITY;
    for (const { value: run } of store.list(activeRuns.of(ACTIVE))) {
      const workspace = workspaceById(store, run.workspace_id);
      if (!workspace) continue;
      next = Math.min(next, this.bringForward(workspace, run));
    }
    this.stopForgotten();
    this.removeOld();
    if (Number.isFinite(next)) this.wakeAt(next);
  }

  /** Now and then: in ten minutes there come few more. */
  private removeOld(): void {
    const { store, clock } = this.options;
    if (clock.now() < this.removesOldAt) return;
    this.removesOldAt = clock.now() + REMOVES_OLD_EVERY;
    this.keepTrying(() => store.transaction(() => removeOldRuns(store, clock.now())));
  }

  /** What is not kept any more, with its workspace say, is not to go on either. */
  private stopForgotten(): void {
    for (const [id, execution] of this.executing) {
      if (!this.options.store.find(taskRunsById.of(String(id)))) execution.stop();
    }
  }

  /** @returns when there is something to do next. What is wrong with one run keeps no other from going on. */
  private bringForward(workspace: Workspace, run: StoredRun): number {
    const { store, clock } = this.options;
    const now = clock.now();
    try {
      store.transaction(() => {
        this.endLate(run, now);
        advance(this.progressOf(workspace, now), run.run_id);
        const after = runs.get({ store, workspaceId: workspace.id }, run.run_id);
        if (after) notify(store, now, after);
      });
      return this.carryOut(workspace, run.run_id);
    } catch (error) {
      // A full disk, say: what was not written is tried again.
      const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.options.log(`Run ${run.run_id} can not go on now: ${told}`, true);
      return now + RETRIES_AFTER;
    }
  }

  private keepTrying(work: () => void): void {
    keepTrying(this.options, "A run can not go on now", work, () => this.isStopped);
  }

  private progressOf(workspace: Workspace, now: number): Parameters<typeof advance>[0] {
    const { store } = this.options;
    return {
      store,
      now,
      workspace: { id: workspace.id, url: workspaceAddress(workspace) },
      startChild: (run, task, plan) => allowedChild(this.options, now, run, task, plan),
    };
  }

  private wakeAt(time: number): void {
    this.callOff();
    this.callOff = this.options.clock.at(time, () => this.lookSoon());
  }

  /** Notes what has taken longer than it may. */
  private endLate({ workspace_id: workspaceId, run_id: id }: StoredRun, now: number): void {
    const { store } = this.options;
    const run = runs.existing({ store, workspaceId }, id);
    const longQueued = run.state.phase === "QUEUED" && run.start_time + LONGEST_QUEUED <= now;
    const isLate = longQueued || deadlineOfRun(run) <= now;
    if (isLate && !run.ending) putRun({ store }, { ...run, ending: { why: "timed out" } });
    for (const task of allAttemptsOf(store, run)) {
      if (hasEnded(task.state) || task.ending || deadlineOfTask(task) > now) continue;
      putTaskRun({ store }, { ...task, ending: "timed out", state: { phase: "TERMINATING", message: "" } });
    }
  }

  /** Starts and stops what the run's tasks ask for. @returns when there is something to do next. */
  private carryOut(workspace: Workspace, runId: number): number {
    const { store } = this.options;
    const run = runs.get({ store, workspaceId: workspace.id }, runId);
    if (!run || hasEnded(run.state)) return Number.POSITIVE_INFINITY;
    let next = Math.min(deadlineOfRun(run), nextWarning(store, run));
    for (const task of allAttemptsOf(store, run)) {
      if (hasEnded(task.state)) continue;
      next = Math.min(
        next,
        deadlineOfTask(task),
        task.state.phase === "WAITING_FOR_RETRY" ? (task.retry_at ?? 0) : next,
      );
      if (task.inputs || task.child_run_id !== undefined) continue;
      const execution = this.executing.get(task.run_id);
      if (task.ending) {
        if (execution) execution.stop();
        else this.end(run, task, { state: endedEarly(task.ending, cancellationOf(run)) });
      } else if (task.state.phase === "PENDING" && !execution) this.execute(workspace, run, task);
    }
    return next;
  }

  private execute(workspace: Workspace, run: StoredRun, task: StoredTaskRun): void {
    const { store } = this.options;
    const token = `dapi${randomBytes(20).toString("hex")}`;
    const owned = { ...task, token_digest: digestOf(token) };
    store.transaction(() => putTaskRun({ store }, owned));
    const latest = latestByKey(attemptsOf(store, run));
    const values = Object.fromEntries([...latest].flatMap(([key, each]) => (each.values ? [[key, each.values]] : [])));
    let isOver = false;
    const execution = this.executor.execute(
      { run, task: owned, values, host: workspaceAddress(workspace), token },
      {
        preparing: (message) => this.keepTrying(() => this.notePreparation(run, task.run_id, message)),
        started: (process) => {
          if (!isOver) this.keepTrying(() => this.begin(run, task.run_id, process));
        },
        ended: (end) => {
          isOver = true;
          this.executing.delete(task.run_id);
          this.keptLogs.delete(task.run_id);
          this.keepTrying(() => this.record(run, task.run_id, end));
        },
      },
    );
    if (!isOver) this.executing.set(task.run_id, execution);
  }

  private notePreparation(run: StoredRun, taskRunId: number, message: string): void {
    const { store } = this.options;
    store.transaction(() => {
      const task = this.found(run, taskRunId);
      if (task?.state.phase !== "PENDING") return;
      putTaskRun({ store }, { ...task, state: { ...task.state, message } });
    });
  }

  private begin(run: StoredRun, taskRunId: number, process: StoredTaskRun["process"]): void {
    const { store, clock } = this.options;
    store.transaction(() => {
      const task = this.found(run, taskRunId);
      if (!task || hasEnded(task.state)) return;
      const state = task.ending ? task.state : ({ phase: "RUNNING", message: "In run" } as const);
      putTaskRun({ store }, { ...task, begin_time: clock.now(), ...(process ? { process } : {}), state });
    });
  }

  private record(run: StoredRun, taskRunId: number, end: TaskEnd): void {
    const task = this.found(run, taskRunId);
    if (task && !hasEnded(task.state)) this.end(run, task, end);
  }

  /** A task that was to end has ended as it was told, however its code took that. */
  private end(before: StoredRun, task: StoredTaskRun, { state, output, values, logs }: TaskEnd): void {
    const { store, clock } = this.options;
    store.transaction(() => {
      const run = runs.get({ store, workspaceId: before.workspace_id }, before.run_id);
      if (!run) return;
      const { process: _, ...rest } = task;
      const kept = { ...rest, ...(output ? { output } : {}), ...(values ? { values } : {}) };
      const ended = task.ending && state.result !== "SUCCESS" ? endedEarly(task.ending, cancellationOf(run)) : state;
      endTaskRun({ store, now: clock.now() }, run, kept, ended);
      if (logs) store.putContent(taskRuns, taskRunKey(store, task), logs);
    });
  }

  /** What tasks have printed so far is shown while they run, and is there after a kill. */
  private keepLogs(): void {
    const { store } = this.options;
    for (const [id, execution] of this.executing) {
      const task = store.find(taskRunsById.of(String(id)))?.value;
      const logs = execution.logs();
      if (!task || !logs?.length) continue;
      const sign = `${logs.length} ${digestOf(logs.toString("latin1"))}`;
      if (this.keptLogs.get(id) === sign) continue;
      this.keptLogs.set(id, sign);
      try {
        store.putContent(taskRuns, taskRunKey(store, task), logs);
      } catch {
        // A full disk, say: the task goes on.
      }
    }
  }

  private found({ workspace_id: workspaceId, run_id: id }: StoredRun, taskRunId: number): StoredTaskRun | undefined {
    return taskRuns.get({ store: this.options.store, workspaceId }, [id, taskRunId]);
  }

  /** Whatever was running when the last control plane ended runs no more: its processes are ended, and its tasks have failed. */
  private settleLost(): void {
    const { store, clock } = this.options;
    for (const { value: run } of store.list(activeRuns.of(ACTIVE))) {
      for (const task of allAttemptsOf(store, run)) {
        const wasExecuted = !hasEnded(task.state) && task.token_digest !== undefined;
        if (!wasExecuted) continue;
        if (task.process) this.executor.endLeftBehind(task.process);
        const { process: _, ...rest } = task;
        store.transaction(() => {
          const state = task.ending ? endedEarly(task.ending, cancellationOf(run)) : failed(LOST, "INTERNAL_ERROR");
          endTaskRun({ store, now: clock.now() }, run, rest, state);
        });
      }
    }
  }
}

const RETRIES_AFTER = 1000;
/** The service's. */
const LONGEST_QUEUED = 48 * 3_600_000;
const REMOVES_OLD_EVERY = 600_000;
const KEEPS_LOGS_EVERY = 1000;

const deadline = (begin: number | undefined, seconds: number | undefined): number =>
  begin !== undefined && seconds ? begin + seconds * 1000 : Number.POSITIVE_INFINITY;

/** A run's time begins when it leaves the queue. */
const deadlineOfRun = ({ begin_time: begin, settings, ending }: StoredRun): number =>
  ending ? Number.POSITIVE_INFINITY : deadline(begin, settings.timeout_seconds);

const deadlineOfTask = ({ begin_time: begin, task, ending }: StoredTaskRun): number =>
  ending ? Number.POSITIVE_INFINITY : deadline(begin, task.timeout_seconds);
