import { type Call, Collection, Index, notFound, workspaceIdOf } from "../../control-plane";
import { FileTree } from "../file-storage/file-tree";
import type { PermissionLevel } from "../workspace/object-types";
import { activeExperiment, permittedExperiment } from "./experiment";
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

/** Models under `<workspace id>/<model id>`. */
export const loggedModels = new Collection<LoggedModel>("experiments.logged-model");

const loggedModelsByExperiment = new Index(loggedModels, ({ experiment_id: id }) => [id]);

const keyOf = (call: Call, id: string): string => `${workspaceIdOf(call)}/${id}`;

export function putLoggedModel(call: Call, model: LoggedModel): LoggedModel {
  return call.store.put(loggedModels, keyOf(call, model.model_id), model);
}

export function removeLoggedModel(call: Call, { model_id: id }: LoggedModel): void {
  filesOfLoggedModel(call, id).clear();
  call.store.delete(loggedModels, keyOf(call, id));
}

/** The models of an experiment of the workspace, whoever asks. */
export function loggedModelsOf(call: Call, experimentId: string): LoggedModel[] {
  const source = loggedModelsByExperiment.of(experimentId);
  return call.store.list(source, { prefix: keyOf(call, "") }).map(({ value }) => value);
}

/** The model, if the caller has `level` or more on its experiment. */
export function permittedLoggedModel(call: Call, id: string, level: PermissionLevel): LoggedModel {
  const model = existingLoggedModel(call, id);
  permittedExperiment(call, model.experiment_id, level);
  return model;
}

/** The model, if the caller may write to its experiment, which is not deleted. */
export function writableLoggedModel(call: Call, id: string): LoggedModel {
  const model = existingLoggedModel(call, id);
  activeExperiment(call, model.experiment_id, "CAN_EDIT");
  return model;
}

function existingLoggedModel(call: Call, id: string): LoggedModel {
  const model = call.store.get(loggedModels, keyOf(call, id));
  if (!model) throw notFound(`Logged model with ID '${id}' not found.`);
  return model;
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
