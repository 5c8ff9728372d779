import type { PermissionLevel } from "../../authority/objects/object-types";
import {
  type Call,
  FileTree,
  Index,
  invalidParameter,
  type JsonObject,
  notFound,
  WorkspaceObjects,
  workspaceIdOf,
} from "../../control-plane";
import { permittedIn, writableIn } from "./experiment";
import { artifactsRoot } from "./run";

/** Where a trace is kept; of these the sandbox has experiments. */
export interface TraceLocation {
  type?: string;
  mlflow_experiment?: { experiment_id?: string };
}

/** What MLflow's client says of a trace. */
export interface TraceInfo {
  trace_id: string;
  trace_location?: TraceLocation;
  /** RFC 3339. */
  request_time?: string;
  /** In seconds: `1.5s`. */
  execution_duration?: string;
  state?: string;
  client_request_id?: string;
  trace_metadata?: Record<string, string>;
  tags?: Record<string, string>;
  assessments?: Assessment[];
}

/** A feedback or an expectation, by a person or by code. */
export interface Assessment extends JsonObject {
  assessment_id?: string;
  assessment_name?: string;
  trace_id?: string;
  create_time?: string;
  last_update_time?: string;
  overrides?: string;
  valid?: boolean;
}

/** A trace as it is kept; its spans are a file. */
export interface Trace extends TraceInfo {
  experiment_id: string;
  trace_metadata: Record<string, string>;
  tags: Record<string, string>;
  assessments: Assessment[];
  /** The runs that it was linked to. */
  run_ids: string[];
}

export const traces = new WorkspaceObjects<Trace>("experiments.trace", (id) =>
  notFound(`Trace with ID '${id}' not found.`),
);

const tracesByExperiment = new Index(traces, ({ experiment_id: id }) => [id]);

/** The traces of an experiment of the workspace, whoever asks. */
export function tracesOf(call: Call, experimentId: string): Trace[] {
  return traces.all(call, [], tracesByExperiment.of(experimentId));
}

export function putTrace(call: Call, trace: Trace): Trace {
  return traces.put(call, trace.trace_id, trace);
}

/** Removes a trace with its spans and attachments. */
export function removeTrace(call: Call, { trace_id: id }: Trace): void {
  filesOfTrace(call, id).clear();
  traces.remove(call, id);
}

/** The experiment in which a trace is to be kept. @throws ApiError 400 for another place. */
export function experimentIdOf({ mlflow_experiment: experiment }: TraceLocation = {}): string {
  if (!experiment?.experiment_id) {
    throw invalidParameter("The sandbox keeps traces in experiments: trace_location needs mlflow_experiment.");
  }
  return experiment.experiment_id;
}

/** The trace, if the caller has `level` or more on its experiment. */
export function permittedTrace(call: Call, id: string, level: PermissionLevel): Trace {
  return permittedIn(call, traces.existing(call, id), level);
}

/** The trace, if the caller may write to its experiment, which is not deleted. */
export function writableTrace(call: Call, id: string): Trace {
  return writableIn(call, traces.existing(call, id));
}

/** A trace as MLflow's API shows it. */
export function shownTraceInfo({ experiment_id: _experiment, run_ids: _runs, ...info }: Trace): object {
  return info;
}

/** The files of a trace whose artifacts lie at the workspace's own place for them. */
export const filesOfTrace = (call: Call, id: string): FileTree =>
  new FileTree(call.store, `${artifactsRoot(workspaceIdOf(call))}/traces/${id}`);
