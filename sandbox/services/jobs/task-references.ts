import { type Call, invalidParameter } from "../../control-plane";
import { requireLevel, requireSight } from "../workspace/access-lists";
import { warehouses } from "../workspace/warehouses";
import { jobs, refOf } from "./job";

/** @throws ApiError 400 when there is no such SQL warehouse, 403 when the caller may not use it. */
export function requireWarehouse(call: Call, id: string): void {
  if (!warehouses.has(call, id)) {
    throw invalidParameter(`SQL warehouse ${id} does not exist.`);
  }
  requireLevel(call, { type: "sql/warehouses", id }, "CAN_USE");
}

/** @throws ApiError 400 when there is no such job, 403 when the caller may not see it. */
export function requireStartedJob(call: Call, jobId: number): void {
  jobs.existing(call, jobId);
  requireSight(call, refOf(jobId));
}

/** The sandbox has no all-purpose clusters, so none of them exists. */
export function refuseCluster(id: string): never {
  throw invalidParameter(`Cluster ${id} does not exist.`);
}
