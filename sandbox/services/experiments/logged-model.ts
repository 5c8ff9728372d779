import type { PermissionLevel } from "../../authority/objects/object-types";
import { type Call, FileTree, Index, notFound, WorkspaceObjects, workspaceIdOf } from "../../control-plane";
import { permittedIn, writableIn } from "./experiment";
import { artifactsRoot, type Metric } from "./run";

/** A model that a run logged, before it is registered. */
export interface LoggedModel {
  /** `m-` and 32 hexadecimal digits. */
  model_id: string;
  experiment_id: string;
  name: string;
  model_type?: string;
  source_run_id?: string;
  status: LoggedModelStatus;
  artifact_uri: string;
  creation_timestamp_ms: number;
  last_updated_timestamp_ms: number;
  params: Record<string, string>;
  tags: Record<string, string>;
  metrics: Metric[];
}

export type LoggedModelStatus = "LOGGED_MODEL_PENDING" | "LOGGED_MODEL_READY" | "LOGGED_MODEL_UPLOAD_FAILED";

export const loggedModels = new WorkspaceObjects<LoggedModel>("experiments.logged-model", (id) =>
  notFound(`Logged model with ID '${id}' not found.`),
);

const loggedModelsByExperiment = new Index(loggedModels, ({ experiment_id: id }) => [id]);

export function putLoggedModel(call: Call, model: LoggedModel): LoggedModel {
  return loggedModels.put(call, model.model_id, model);
}

export function removeLoggedModel(call: Call, { model_id: id }: LoggedModel): void {
  filesOfLoggedModel(call, id).clear();
  loggedModels.remove(call, id);
}

/** The models of an experiment of the workspace, whoever asks. */
export function loggedModelsOf(call: Call, experimentId: string): LoggedModel[] {
  return loggedModels.all(call, [], loggedModelsByExperiment.of(experimentId));
}

/** The model, if the caller has `level` or more on its experiment. */
export function permittedLoggedModel(call: Call, id: string, level: PermissionLevel): LoggedModel {
  return permittedIn(call, loggedModels.existing(call, id), level);
}

/** The model, if the caller may write to its experiment, which is not deleted. */
export function writableLoggedModel(call: Call, id: string): LoggedModel {
  return writableIn(call, loggedModels.existing(call, id));
}

/** Of a run's metrics, gives each that names a model to that model. */
export function addModelMetrics(call: Call, runId: string, metrics: readonly Metric[]): void {
  for (const metric of metrics) {
    if (!metric.model_id) continue;
    const model = writableLoggedModel(call, metric.model_id);
    putLoggedModel(call, { ...model, metrics: [...model.metrics, { ...metric, run_id: runId }] });
  }
}

/** The files of a logged model whose artifacts lie at the workspace's own place for them. */
export const filesOfLoggedModel = (call: Call, id: string): FileTree =>
  new FileTree(call.store, `${artifactsRoot(workspaceIdOf(call))}/logged-models/${id}`);
