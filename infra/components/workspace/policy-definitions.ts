/** Bounds that every cluster of an environment keeps. */
export interface ClusterLimits {
  environment: string;
  /** A runtime as cluster policies name it, for example `auto:latest-lts-ml`. */
  sparkVersion: string;
  /** Virtual machine sizes that may be chosen; the first is the default. */
  nodeTypes: string[];
  /** Workers that one cluster may have. */
  maxWorkers: number;
  /** Idle minutes after which an interactive cluster ends, at most. */
  autoTerminationMinutes: number;
}

/** Clusters that a person works on. */
export const interactiveDefinition = (limits: ClusterLimits) => ({
  cluster_type: fixed("all-purpose"),
  ...shared(limits),
  // One person's cluster, or one that keeps its users apart: the two that enforce Unity Catalog's privileges. No ML runtime
  // starts in the second.
  data_security_mode: allowed(isMlRuntime(limits.sparkVersion) ? ["SINGLE_USER"] : ["SINGLE_USER", "USER_ISOLATION"]),
  autotermination_minutes: {
    type: "range",
    minValue: 10,
    maxValue: limits.autoTerminationMinutes,
    defaultValue: limits.autoTerminationMinutes,
  },
});

/** No clusters: no machine may be chosen, and Personal Compute's family takes none from a pool. */
export const closedDefinition = (limits: ClusterLimits) => ({
  ...interactiveDefinition(limits),
  node_type_id: FORBIDDEN,
  driver_node_type_id: FORBIDDEN,
});

/** Clusters that live as long as one run of a job. */
export const jobDefinition = (limits: ClusterLimits): object => ({
  cluster_type: fixed("job"),
  ...shared(limits),
  data_security_mode: fixed("SINGLE_USER"),
});

const shared = ({ environment, maxWorkers, nodeTypes, sparkVersion }: ClusterLimits) => ({
  spark_version: fixed(sparkVersion),
  node_type_id: allowed(nodeTypes),
  driver_node_type_id: { ...allowed(nodeTypes), isOptional: true },
  num_workers: { type: "range", maxValue: maxWorkers, isOptional: true },
  "autoscale.min_workers": { type: "range", maxValue: maxWorkers, isOptional: true },
  "autoscale.max_workers": { type: "range", maxValue: maxWorkers, isOptional: true },
  "custom_tags.environment": fixed(environment),
});

/** `auto:latest-lts-ml`, `16.4.x-cpu-ml-scala2.12`. */
const isMlRuntime = (sparkVersion: string): boolean => /-ml(-|$)/.test(sparkVersion);

const FORBIDDEN = { type: "forbidden" };

const fixed = (value: string) => ({ type: "fixed", value });

const allowed = (values: string[]) => ({ type: "allowlist", values, defaultValue: values[0] });
