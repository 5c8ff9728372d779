import type { RegisteredModel } from "../../../authority/unity-catalog/infos";
import { type Call, workspaces } from "../../../control-plane";
import type { ModelVersion } from "../../unity-catalog/registered-model";
import { onVersionReady } from "../../unity-catalog/version-ready";
import { startJob } from "../runs/new-run";
import { runAsId } from "../runs/run-as";
import { jobs, type StoredJob } from "../settings/job";
import { triggersArePaused } from "./paused";

const PARAMETERS = ["model_name", "model_version"];

/** A new version of a model starts the job that the model is connected to, in whichever workspace that is. */
function startDeploymentJob(call: Call, model: RegisteredModel, version: ModelVersion): void {
  const id = Number(model.deployment_job_id);
  if (!Number.isSafeInteger(id) || id <= 0) return;
  const { store, directory } = call;
  if (triggersArePaused(store)) return;
  for (const { value: workspace } of store.list(workspaces)) {
    const where = { store, workspaceId: workspace.id };
    const job = jobs.get(where, id);
    if (!job || !isDeploymentJob(job)) continue;
    startJob({ ...where, now: store.now() }, job, {
      trigger: "ONE_TIME",
      creator: call.principal.name,
      runAsId: runAsId(where, directory, job),
      jobParameters: { model_name: model.full_name, model_version: String(version.version) },
      queue: true,
    });
  }
}

/** Whether a job takes what it is told of a version. */
const isDeploymentJob = ({ settings: { parameters = [] } }: StoredJob): boolean =>
  PARAMETERS.every((each) => parameters.some(({ name }) => name === each));

/** To be called once, before anything is registered. */
export function startDeploymentJobs(): void {
  onVersionReady(startDeploymentJob);
}
