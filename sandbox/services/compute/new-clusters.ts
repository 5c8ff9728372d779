import { type Call, invalidParameter } from "../../control-plane";
import { requireNodeType, requireSparkVersion } from "./choices";
import type { NewCluster } from "./cluster-attributes";
import { appliedPolicy, type ClusterType } from "./cluster-policy";
import { requirePool } from "./instance-pools";
import { requireClusterRight } from "./rights";

/**
 * @param where begins the message: `Job cluster 'main'`.
 * @throws ApiError 400 for a cluster that lacks something or breaks its policy, 403 for one that the caller may not make.
 */
export function requireNewCluster(call: Call, where: string, cluster: NewCluster, type: ClusterType = "job"): void {
  requireClusterRight(call, cluster.policy_id);
  const { cluster: applied, violations } = appliedPolicy(call, cluster, type);
  const [violation] = Object.entries(violations);
  if (violation) {
    const [path, reason] = violation;
    throw invalidParameter(
      `Cluster validation error: ${where} does not keep the cluster policy ${cluster.policy_id}: ${path}: ${reason}.`,
    );
  }
  requireComplete(where, applied);
  requireKnown(call, applied);
}

/** @throws ApiError 400 for a runtime, a machine or a pool that there is none of. */
function requireKnown(call: Call, cluster: NewCluster): void {
  if (cluster.spark_version) requireSparkVersion(cluster.spark_version);
  for (const nodeType of [cluster.node_type_id, cluster.driver_node_type_id]) if (nodeType) requireNodeType(nodeType);
  for (const pool of [cluster.instance_pool_id, cluster.driver_instance_pool_id]) if (pool) requirePool(call, pool);
}

function requireComplete(where: string, cluster: NewCluster): void {
  const missing = (member: string) =>
    invalidParameter(
      `Cluster validation error: Missing required field: settings.cluster_spec.new_cluster.${member} (${where}).`,
    );
  if (!cluster.spark_version) throw missing("spark_version");
  if (!cluster.node_type_id && !cluster.instance_pool_id) throw missing("node_type_id");
  requireSize(where, cluster, missing("size"));
  requireModeOfRuntime(where, cluster);
  if (cluster.aws_attributes || cluster.gcp_attributes) {
    const attributes = cluster.aws_attributes ? "aws_attributes" : "gcp_attributes";
    throw invalidParameter(`${attributes} can not be set on Azure (${where}).`);
  }
}

/** "Standard compute" as the service's documentation calls it: clusters that keep several users apart. */
const STANDARD_MODES: ReadonlySet<unknown> = new Set(["USER_ISOLATION", "DATA_SECURITY_MODE_STANDARD"]);

function requireModeOfRuntime(where: string, cluster: NewCluster): void {
  const { data_security_mode: mode, spark_version: version = "", use_ml_runtime: learns } = cluster;
  if (!STANDARD_MODES.has(mode) || !(learns === true || /-ml(-|$)/.test(version))) return;
  throw invalidParameter(
    `Cluster validation error: Selected runtime version does not support User Isolation security mode (${where}).`,
  );
}

function requireSize(where: string, { num_workers: workers, autoscale, ...cluster }: NewCluster, missing: Error): void {
  if (workers !== undefined && workers < 0) {
    throw invalidParameter(`Cluster validation error: num_workers must not be negative, got ${workers} (${where}).`);
  }
  if (autoscale === undefined) {
    if (workers === undefined && cluster.is_single_node !== true) throw missing;
    return;
  }
  const { min_workers: least, max_workers: most } = autoscale;
  if (workers) {
    throw invalidParameter(`Cluster validation error: only one of num_workers and autoscale can be set (${where}).`);
  }
  if (least === undefined || most === undefined || least < 0 || most < least) {
    throw invalidParameter(
      `Cluster validation error: autoscale takes min_workers and a max_workers that is not smaller (${where}).`,
    );
  }
}
