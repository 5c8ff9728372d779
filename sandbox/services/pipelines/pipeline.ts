import { type ObjectRef, requireSight } from "../../authority/objects/access-lists";
import { type Call, invalidParameter, type JsonObject, notFound, WorkspaceObjects } from "../../control-plane";

/** A pipeline as it was declared. Nothing runs it. */
export interface Pipeline {
  pipeline_id: string;
  name: string;
  /** What was asked for, without what is only sent. */
  spec: JsonObject;
  parameters?: Record<string, string>;
  creator_user_name: string;
  run_as?: { user_name?: string; service_principal_name?: string };
  /** Milliseconds since 1970. */
  last_modified: number;
  /** The newest first. */
  updates: PipelineUpdate[];
}

export interface PipelineUpdate {
  update_id: string;
  /** Milliseconds since 1970. */
  creation_time: number;
  cause: string;
  full_refresh: boolean;
}

const missing = (id: string): string => `The specified pipeline ${id} was not found.`;

export const pipelines = new WorkspaceObjects<Pipeline>("pipelines.pipeline", (id) => notFound(missing(id)));

export const refOf = (id: string): ObjectRef => ({ type: "pipelines", id });

/** @throws ApiError 400 when there is no such pipeline, 403 when the caller may not see it. */
export function requirePipeline(call: Call, id: string): void {
  if (!pipelines.has(call, id)) throw invalidParameter(missing(id));
  requireSight(call, refOf(id));
}
