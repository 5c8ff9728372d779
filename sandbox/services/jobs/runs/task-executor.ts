import type { StoredRun, StoredTaskRun, TaskOutput } from "../run-records/run";
import type { State } from "../run-records/states";

/** A task that is to run now. */
export interface ExecutableTask {
  run: StoredRun;
  /** With `resolved`: what it runs. */
  task: StoredTaskRun;
  /** What earlier tasks left, by task key. */
  values: Record<string, Record<string, unknown>>;
  /** The workspace's address. */
  host: string;
  /** Its run-as identity's, valid as long as the task runs. */
  token: string;
}

/** How a task ended that was not stopped for a reason of the run's. */
export interface TaskEnd {
  state: State;
  output?: TaskOutput;
  values?: Record<string, unknown>;
  /** The end of what it printed. */
  logs?: Buffer;
}

export interface ExecutionListener {
  /** It has not begun: what is done for it until then. */
  preparing(message: string): void;
  /** Its code begins now. @param process what stands over it, where there is one. */
  started(process?: { pid: number; began: string }): void;
  ended(end: TaskEnd): void;
}

export interface Execution {
  /** Ends it with all that it started; the end is heard as any other. */
  stop(): void;
  /** The end of what it has printed so far. */
  logs(): Buffer | undefined;
}

/** Runs the tasks that take more than a decision. */
export interface TaskExecutor {
  execute(task: ExecutableTask, listener: ExecutionListener): Execution;
  /** Ends what an earlier control plane left running. */
  endLeftBehind(process: { pid: number; began: string }): void;
  /** Ends everything. */
  stop(): Promise<void>;
}
