import type { ObjectRef } from "../../../authority/objects/access-lists";
import { Index, invalidParameter, WorkspaceObjects } from "../../../control-plane";
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

/** By id. One that is missing is answered with 400, as the service does: clients know it by the message. */
export const jobs = new WorkspaceObjects<StoredJob, number>("jobs.job", (id) =>
  invalidParameter(`Job ${id} does not exist.`),
);

/** By name, in lower case. */
export const jobsByName = new Index(jobs, ({ settings: { name } }) => (name ? [name.toLowerCase()] : []));

export const refOf = (id: number): ObjectRef => ({ type: "jobs", id: String(id) });
