import type { PermissionLevel } from "../../authority/objects/object-types";
import {
  type Call,
  FileTree,
  invalidParameter,
  notFound,
  type OfWorkspaces,
  WorkspaceObjects,
  workspaceIdOf,
} from "../../control-plane";
import { type Experiment, permittedIn, writableIn } from "./experiment";

export type RunStatus = "RUNNING" | "SCHEDULED" | "FINISHED" | "FAILED" | "KILLED";

/** A number, or what JSON has no number for. */
export type MetricValue = number | "NaN" | "Infinity" | "-Infinity";

/** One value of a metric. */
export interface Metric {
  key: string;
  value: MetricValue;
  /** Milliseconds since 1970, as the client gave it. */
  timestamp: number;
  step: number;
  model_id?: string;
  dataset_name?: string;
  dataset_digest?: string;
  run_id?: string;
}

/** A run as it is kept. */
export interface Run {
  /** 32 hexadecimal digits. */
  run_id: string;
  experiment_id: string;
  run_name: string;
  user_id: string;
  status: RunStatus;
  /** Milliseconds since 1970, as the client gave it. */
  start_time: number;
  end_time?: number;
  artifact_uri: string;
  /** When the run was deleted; absent while it is active. */
  deleted_at?: number;
  params: Record<string, string>;
  tags: Record<string, string>;
  /** Of each metric the last value; all of them are in its history. */
  metrics: Record<string, Metric>;
  dataset_inputs: DatasetInput[];
  model_inputs: { model_id: string }[];
  model_outputs: { model_id: string; step: number }[];
}

export interface DatasetInput {
  dataset: { name: string; digest: string; source_type: string; source: string; schema?: string; profile?: string };
  tags?: { key: string; value: string }[];
}

/** A run's name is among its tags as well. */
export const RUN_NAME_TAG = "mlflow.runName";

export const runs = new WorkspaceObjects<Run, readonly [experiment: string, run: string]>("experiments.run");

/** The experiment of each run, by the run's id. */
export const runExperiments = new WorkspaceObjects<{ experiment_id: string }>("experiments.run-experiment");

export function putRun(call: Call, run: Run): Run {
  runExperiments.put(call, run.run_id, { experiment_id: run.experiment_id });
  return runs.put(call, [run.experiment_id, run.run_id], run);
}

/** Every run of an experiment, deleted ones too. */
export function runsOf(call: Call, { experiment_id: id }: Experiment): Run[] {
  return runs.all(call, [id]);
}

/** @throws RESOURCE_DOES_NOT_EXIST; deleted runs are there. */
function existingRun(call: Call, id: string): Run {
  const experiment = runExperiments.get(call, id)?.experiment_id;
  const run = experiment && runs.get(call, [experiment, id]);
  if (!run) throw notFound(`Run '${id}' not found.`);
  return run;
}

/** How clients name a run: newer ones by `run_id`, older ones by `run_uuid`. */
export interface RunAddress {
  run_id?: string;
  run_uuid?: string;
}

function runId({ run_id: id, run_uuid: uuid }: RunAddress): string {
  const given = id || uuid;
  if (!given) throw invalidParameter("Missing value for required parameter 'run_id'.");
  return given;
}

/** The run, deleted or not, if the caller has `level` or more on its experiment. */
export function permittedRun(call: Call, address: RunAddress, level: PermissionLevel): Run {
  return permittedIn(call, existingRun(call, runId(address)), level);
}

/** The run, if the caller may write to it, and it and its experiment are not deleted. */
export function writableRun(call: Call, address: RunAddress): Run {
  const run = writableIn(call, existingRun(call, runId(address)));
  if (run.deleted_at !== undefined) {
    throw invalidParameter(`The run ${run.run_id} must be in the 'active' state. Current state is deleted.`);
  }
  return run;
}

/** A run as MLflow's API shows it. */
export function shownRun(run: Run): object {
  const { dataset_inputs, model_inputs, model_outputs } = run;
  return {
    info: shownRunInfo(run),
    data: {
      metrics: Object.values(run.metrics),
      params: entries(run.params),
      tags: entries(run.tags),
    },
    inputs: { dataset_inputs, model_inputs },
    outputs: { model_outputs },
  };
}

export function shownRunInfo(run: Run): object {
  return {
    run_id: run.run_id,
    run_uuid: run.run_id,
    run_name: run.run_name,
    experiment_id: run.experiment_id,
    user_id: run.user_id,
    status: run.status,
    start_time: run.start_time,
    ...(run.end_time === undefined ? {} : { end_time: run.end_time }),
    artifact_uri: run.artifact_uri,
    lifecycle_stage: run.deleted_at === undefined ? "active" : "deleted",
  };
}

const entries = (values: Record<string, string>): { key: string; value: string }[] =>
  Object.entries(values).map(([key, value]) => ({ key, value }));

/** What the file trees of a workspace's artifacts begin with. */
export const artifactsRoot = (workspaceId: number): string => `mlflow/${workspaceId}`;

/** The files of all runs and logged models. */
export const artifacts: OfWorkspaces = {
  forget: (store, workspaceId) => new FileTree(store, artifactsRoot(workspaceId)).clear(),
};

/** The files of a run whose artifacts lie at the workspace's own place for them. */
export const artifactsOfRun = (call: Call, runId: string): FileTree =>
  new FileTree(call.store, `${artifactsRoot(workspaceIdOf(call))}/runs/${runId}`);
