import { outcomeOf, type TaskOutput, type TaskRun } from "./job-run";
import { LogTail } from "./log-tail";

/** Why a task has not succeeded; undefined where it has, or has not ended. */
export function taskReason(task: TaskRun, { error, logs = "" }: Partial<TaskOutput> = {}): string | undefined {
  const outcome = outcomeOf(task);
  if (outcome === undefined || outcome === "succeeded") return undefined;
  return (isExit(error) ? lastWords(task, logs) : undefined) ?? error ?? (task.state.state_message || undefined);
}

/** A program that ends with a code has printed why, and the code says less. */
const isExit = (error: string | undefined): boolean => error !== undefined && /^SystemExit: \d+$/.test(error);

function lastWords({ task_key: key }: TaskRun, logs: string): string | undefined {
  const line = new LogTail().take(logs, true).findLast((each) => each.trim() !== "");
  return line?.startsWith(`${key}: `) ? line.slice(key.length + 2) : line;
}
