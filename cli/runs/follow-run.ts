import type { DatabricksClient } from "../../databricks-client";
import { type Interruption, pauseUnless } from "../interruption";
import { hasEnded, type JobRun, readOutput, readRun, type TaskRun } from "./job-run";
import { LogTail } from "./log-tail";

/** Who hears how a run goes on. */
export interface RunListener {
  /** Before its first line, if it has any. */
  begun(task: TaskRun): void;
  show(run: JobRun): void;
  log(task: string, line: string): void;
}

export interface FollowOptions {
  /** Of which tasks the logs are told. Default: of all. */
  isHeard?: (task: TaskRun) => boolean;
  interruption: Pick<Interruption, "requested">;
  /** Between looks, in milliseconds. */
  pause: number;
}

/**
 * Follows a run to its end.
 * @returns the run as it was seen last: it has not ended where somebody interrupted.
 */
export async function followRun(
  client: DatabricksClient,
  runId: number,
  listener: RunListener,
  { interruption, isHeard = () => true, pause }: FollowOptions,
): Promise<JobRun> {
  const tails = new Map<number, LogTail>();
  const told = new Set<number>();
  for (;;) {
    const run = await readRun(client, runId);
    for (const task of run.attempts.filter((each) => isHeard(each) && mayHaveSaid(each) && !told.has(each.run_id))) {
      if (!tails.has(task.run_id)) listener.begun(task);
      const tail = tails.get(task.run_id) ?? new LogTail();
      tails.set(task.run_id, tail);
      const { logs } = await readOutput(client, task.run_id);
      for (const line of tail.take(logs, hasEnded(task))) listener.log(task.task_key, line);
      if (hasEnded(task)) told.add(task.run_id);
    }
    listener.show(run);
    if (hasEnded(run) || interruption.requested) return run;
    await pauseUnless(interruption, pause);
  }
}

const mayHaveSaid = (task: TaskRun): boolean =>
  ["RUNNING", "TERMINATING", "TERMINATED", "INTERNAL_ERROR"].includes(task.state.life_cycle_state ?? "");

/** Between looks at a run: in the cloud a task takes minutes, and looking costs requests that are limited. */
export const pauseBetweenLooks = (target: "sandbox" | "cloud"): number => (target === "cloud" ? 3000 : 500);
