import { type Call, Collection, Index, invalidParameter, workspaceIdOf } from "../../control-plane";
import type { ObjectRef } from "../workspace/access-lists";
import type { JobSettings } from "./job-settings";

/** A job as it is kept. */
export interface StoredJob {
  job_id: number;
  creator_user_name: string;
  /** Milliseconds since 1970. */
  created_time: number;
  /** With the service's defaults in place of what was left out. */
  settings: JobSettings;
}

/** Jobs under `<workspace id>/<job id>`. */
export const jobs = new Collection<StoredJob>("jobs.job");

/** By name, in lower case. */
export const jobsByName = new Index(jobs, ({ settings: { name } }) => (name ? [name.toLowerCase()] : []));

export const refOf = (id: number): ObjectRef => ({ type: "jobs", id: String(id) });
export const prefixOf = (call: Call): string => `${workspaceIdOf(call)}/`;
export const keyOf = (call: Call, id: number): string => `${prefixOf(call)}${id}`;

/** @throws ApiError 400, as the service answers: clients know a missing job by the message. */
export function existingJob(call: Call, id: number): StoredJob {
  const job = call.store.get(jobs, keyOf(call, id));
  if (!job) throw invalidParameter(`Job ${id} does not exist.`);
  return job;
}
