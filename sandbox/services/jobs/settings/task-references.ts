import { requireSight } from "../../../authority/objects/access-lists";
import { type Call, invalidParameter } from "../../../control-plane";
import { jobs, refOf } from "./job";

/** @throws ApiError 400 when there is no such job, 403 when the caller may not see it. */
export function requireStartedJob(call: Call, jobId: number): void {
  jobs.existing(call, jobId);
  requireSight(call, refOf(jobId));
}

/** The sandbox has no all-purpose clusters, so none of them exists. */
export function refuseCluster(id: string): never {
  throw invalidParameter(`Cluster ${id} does not exist.`);
}
