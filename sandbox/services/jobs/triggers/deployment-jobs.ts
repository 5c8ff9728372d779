import { allows } from "../../../authority/objects/access-lists";
import type { RegisteredModel } from "../../../authority/unity-catalog/infos";
import { type Call, type Principal, workspaces } from "../../../control-plane";
import type { ModelVersion } from "../../unity-catalog/registered-model";
import { onVersionReady } from "../../unity-catalog/version-ready";
import { startJob } from "../runs/new-run";
import { runAsId } from "../runs/run-as";
import { jobs, refOf, type StoredJob } from "../settings/job";
import { triggersArePaused } from "./paused";

const PARAMETERS = ["model_name", "model_version"];

/**
 * A new version of a model starts the job that the model is connected to, in whichever workspace that is. As in the
 * service (learn.microsoft.com/azure/databricks/mlflow/deployment-job) the model's owner starts it, whoever registered the
 * version: an owner who may not run the job starts nothing.
 */
function startDeploymentJob(call: Call, model: RegisteredModel, version: ModelVersion): void {
  const id = Number(model.deployment_job_id);
  if (!Number.isSafeInteger(id) || id <= 0) return;
  const { store, directory } = call;
  if (triggersArePaused(store)) return;
  for (const { value: workspace } of store.list(workspaces)) {
    const where = { store, workspaceId: workspace.id };
    const job = jobs.get(where, id);
    if (!job || !isDeploymentJob(job)) continue;
    const asOwner = {
      ...call,
      plane: { kind: "workspace", workspaceId: workspace.id },
      principal: ownerOf(call, model),
    } as const;
    if (!allows(asOwner, refOf(id), "CAN_MANAGE_RUN")) continue;
    startJob({ ...where, now: store.now() }, job, {
      trigger: "ONE_TIME",
      creator: model.owner,
      runAsId: runAsId(where, directory, job),
      jobParameters: { model_name: model.full_name, model_version: String(version.version) },
      queue: true,
    });
  }
}

/** The model's owner, which may be a group: then with what is the group's. */
function ownerOf({ directory, principal }: Call, { owner }: RegisteredModel): Principal {
  const id = directory.knownName(owner) === undefined ? "" : directory.idOf(owner);
  const group: Principal = {
    ...principal,
    id,
    name: owner,
    displayName: owner,
    names: new Set([owner]),
    ids: new Set([id]),
    accountAdmin: false,
  };
  return directory.principal(id) ?? group;
}

/** Whether a job takes what it is told of a version. */
const isDeploymentJob = ({ settings: { parameters = [] } }: StoredJob): boolean =>
  PARAMETERS.every((each) => parameters.some(({ name }) => name === each));

/** To be called once, before anything is registered. */
export function startDeploymentJobs(): void {
  onVersionReady(startDeploymentJob);
}
