import { failed } from "../run-records/states";
import type { ExecutableTask, Execution, ExecutionListener, TaskExecutor } from "./task-executor";

/** Gives each task to the executor of its kind. */
export class ExecutorByKind implements TaskExecutor {
  constructor(
    /** By the member of a task that says its kind. */
    private readonly executors: Readonly<Record<string, TaskExecutor>>,
  ) {}

  execute(executable: ExecutableTask, listener: ExecutionListener): Execution {
    const { resolved = executable.task.task } = executable.task;
    const kinds = Object.keys(resolved).filter((member) => member.endsWith("_task"));
    const executor = kinds.map((kind) => this.executors[kind]).find((each) => each !== undefined);
    if (executor) return executor.execute(executable, listener);
    const message = `The sandbox does not run tasks of this kind: ${kinds.join(", ")}.`;
    listener.ended({ state: failed(message, "INVALID_RUN_CONFIGURATION"), output: { error: message } });
    return { stop: () => {}, logs: () => undefined };
  }

  endLeftBehind(process: { pid: number; began: string }): void {
    for (const executor of this.all) executor.endLeftBehind(process);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.all].map((executor) => executor.stop()));
  }

  private get all(): ReadonlySet<TaskExecutor> {
    return new Set(Object.values(this.executors));
  }
}
