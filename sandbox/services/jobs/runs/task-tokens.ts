import { createHash } from "node:crypto";
import type { Store } from "../../../control-plane";
import { runs, taskRuns, taskRunsByTokenDigest } from "../run-records/run";
import { hasEnded } from "../run-records/states";

/** What is kept of a token: who reads the state learns none. */
export const digestOf = (token: string): string => createHash("sha256").update(token).digest("hex");

/** Who a task's token stands for: the run-as identity, in its own workspace, as long as the task runs. */
export function taskTokenHolder(store: Store, workspaceId: number, token: string): string | undefined {
  const task = taskRuns.find({ store, workspaceId }, undefined, taskRunsByTokenDigest.of(digestOf(token)))?.value;
  if (!task || hasEnded(task.state)) return undefined;
  return runs.get({ store, workspaceId }, task.job_run_id)?.run_as_id;
}

/** Whether the token is a task's that runs. */
export const isTaskToken = (store: Store, workspaceId: number, token: string): boolean =>
  taskTokenHolder(store, workspaceId, token) !== undefined;
