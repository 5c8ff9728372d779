import type { BackgroundOptions } from "../../../control-plane";
import { runs, type StoredRun, type StoredTaskRun } from "../run-records/run";
import { jobs } from "../settings/job";
import type { JobTask } from "../settings/job-settings";
import { startJob } from "./new-run";
import { UnresolvedReference } from "./references";
import { runAsId } from "./run-as";

/** The service's: jobs that start each other end somewhere. */
const DEEPEST = 3;

/**
 * Starts the run that a run job task asks for, as the run's identity may.
 * @throws UnresolvedReference where there is no such job, or the identity may not run it.
 */
export function allowedChild(
  { store, directory }: Pick<BackgroundOptions, "store" | "directory">,
  now: number,
  run: StoredRun,
  task: StoredTaskRun,
  { run_job_task: asked }: JobTask,
): StoredRun {
  const workspaceId = run.workspace_id;
  const where = { store, workspaceId };
  const job = asked && jobs.get(where, asked.job_id);
  if (!asked || !job) throw new UnresolvedReference("run_job_task", `job ${asked?.job_id ?? ""} does not exist`);
  if (depthOf(where, run) >= DEEPEST) {
    throw new UnresolvedReference("run_job_task", `run job tasks are nested at most ${DEEPEST} deep`);
  }
  const creator = directory.principal(run.run_as_id)?.name ?? run.creator_user_name;
  return startJob({ ...where, now }, job, {
    trigger: "RUN_JOB_TASK",
    creator,
    runAsId: runAsId(where, directory, job),
    ...(asked.job_parameters ? { jobParameters: asked.job_parameters } : {}),
    parent: { run_id: run.run_id, task_run_id: task.run_id },
    queue: true,
  });
}

function depthOf(where: { store: BackgroundOptions["store"]; workspaceId: number }, run: StoredRun): number {
  let depth = 0;
  for (let each: StoredRun | undefined = run; each?.parent; each = runs.get(where, each.parent.run_id)) depth++;
  return depth;
}
