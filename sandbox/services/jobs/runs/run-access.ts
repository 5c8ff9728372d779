import { requireLevel, sightOf } from "../../../authority/objects/access-lists";
import { isWorkspaceAdmin } from "../../../authority/workspace/caller";
import { type Call, permissionDenied } from "../../../control-plane";
import { runs, type StoredRun, type StoredTaskRun, taskRuns, taskRunsById } from "../run-records/run";
import { jobs, refOf } from "../settings/job";

type Level = "CAN_VIEW" | "CAN_MANAGE_RUN";

/** A run, and the task of it that was asked for, where the id is a task's. */
export interface Found {
  run: StoredRun;
  task?: StoredTaskRun;
}

/**
 * The run, or the task's run, that has this id.
 * @throws ApiError 400 where there is none, 403 for whoever has less than `level` on its job.
 */
export function permittedRun(call: Call, id: number, level: Level): Found {
  const task = taskRuns.find(call, undefined, taskRunsById.of(String(id)))?.value;
  const run = task ? runs.existing(call, task.job_run_id) : runs.existing(call, id);
  requireRun(call, run, level);
  return task ? { run, task } : { run };
}

/** A one-time run is its creator's, and the administrators'. */
function requireRun(call: Call, run: StoredRun, level: Level): void {
  if (run.job_id !== undefined && jobs.has(call, run.job_id)) {
    requireLevel(call, refOf(run.job_id), level);
    return;
  }
  if (isOwn(call, run) || isWorkspaceAdmin(call)) return;
  throw permissionDenied(
    `${call.principal.name} does not have ${level} permission on run ${run.run_id}. Please contact the owner or an administrator for access.`,
  );
}

/** Whether the caller sees a run; for asking about many. */
export function runSight(call: Call): (run: StoredRun) => boolean {
  const sees = sightOf(call);
  const isAdmin = isWorkspaceAdmin(call);
  return (run) =>
    isAdmin || (run.job_id !== undefined && jobs.has(call, run.job_id) ? sees(refOf(run.job_id)) : isOwn(call, run));
}

const isOwn = (call: Call, { creator_user_name: creator }: StoredRun): boolean => creator === call.principal.name;
