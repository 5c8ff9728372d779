import { requireLevel } from "../../../authority/objects/access-lists";
import {
  ApiError,
  type Behaviour,
  type Call,
  invalidParameter,
  type Service,
  workspaceIdOf,
} from "../../../control-plane";
import {
  ACTIVE,
  activeRuns,
  activeRunsByJob,
  ofJob,
  putRun,
  putTaskRun,
  runs,
  type StoredRun,
  taskRuns,
} from "../run-records/run";
import { hasEnded } from "../run-records/states";
import { jobs, refOf } from "../settings/job";
import { permittedRun } from "./run-access";

/** Ends a run, or one task of it; one that has ended stays as it is. */
const cancel: Behaviour<{ run_id: number }> = ({ run_id: id }, call) => {
  const { run, task } = permittedRun(call, id, "CAN_MANAGE_RUN");
  if (!task) cancelRun(call, run);
  else if (!hasEnded(task.state) && !task.ending) {
    putTaskRun(call, { ...task, ending: "cancelled", state: { phase: "TERMINATING", message: "" } });
  }
  return undefined;
};

function cancelRun(call: Call, run: StoredRun): void {
  if (!hasEnded(run.state) && !run.ending)
    putRun(call, { ...run, ending: { why: "cancelled", by: call.principal.name } });
}

const cancelAll: Behaviour<{ job_id?: number; all_queued_runs?: boolean }> = (request, call) => {
  const { job_id: id, all_queued_runs: queued } = request;
  if (!id && !queued) throw invalidParameter("Either job_id or all_queued_runs must be set.");
  if (id) {
    jobs.existing(call, id);
    requireLevel(call, refOf(id), "CAN_MANAGE_RUN");
  }
  for (const run of runs.all(call, [], activeRuns.of(ACTIVE))) {
    if (id ? run.job_id !== id : false) continue;
    if (queued && run.state.phase !== "QUEUED") continue;
    if (id || isPermitted(call, run)) cancelRun(call, run);
  }
  return undefined;
};

/** Ends the runs of a job that is deleted: nobody could see to them any more. */
export function endRunsOf(call: Call, jobId: number): void {
  for (const { value: run } of call.store.list(activeRunsByJob.of(ofJob(workspaceIdOf(call), jobId)))) {
    if (!run.ending) putRun(call, { ...run, ending: { why: "deleted", by: call.principal.name } });
  }
}

function isPermitted(call: Call, run: StoredRun): boolean {
  try {
    return permittedRun(call, run.run_id, "CAN_MANAGE_RUN").run === run;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}

const remove: Behaviour<{ run_id: number }> = ({ run_id: id }, call) => {
  const { run } = permittedRun(call, id, "CAN_MANAGE_RUN");
  if (!hasEnded(run.state)) throw invalidParameter(`Run ${id} is active: cancel it before it is deleted.`);
  removeRun(call, run);
  return undefined;
};

/** Deletes a run with its tasks' and their output. */
export function removeRun({ store }: Pick<Call, "store">, { workspace_id: workspaceId, run_id: id }: StoredRun): void {
  taskRuns.removeAll({ store, workspaceId }, [id]);
  runs.remove({ store, workspaceId }, id);
}

export const endingRunsService: Service = {
  "jobs.Jobs.CancelRun": cancel,
  "jobs.Jobs.CancelAllRuns": cancelAll,
  "jobs.Jobs.DeleteRun": remove,
};
