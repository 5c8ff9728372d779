import type * as databricks from "@pulumi/databricks";
import type * as pulumi from "@pulumi/pulumi";

/** What a project's jobs run on. */
export interface JobComputeArgs {
  type: "jobCluster" | "serverless";
  /** Policy that job clusters follow. */
  policyId: pulumi.Input<string>;
  /** Version of the runtime that job clusters run: the policy's. */
  runtime: pulumi.Input<string>;
  /** Virtual machine size. Default: the policy's. */
  nodeType?: string | undefined;
  /** Workers; 0 is one machine that does all. */
  workers: number;
  /** Lets a cluster grow to this many workers. Default: it does not grow. */
  maxWorkers?: number | undefined;
  /** Version of the serverless environment. */
  environmentVersion: string;
  /** Policy that serverless cost is tagged by. */
  budgetPolicyId: pulumi.Input<string>;
  tags: Record<string, string>;
}

const CLUSTER = "job";
const ENVIRONMENT = "python";

type ComputeOfJob = Pick<databricks.JobArgs, "jobClusters" | "environments" | "budgetPolicyId">;
type ComputeOfTask = Pick<databricks.types.input.JobTask, "jobClusterKey" | "environmentKey" | "libraries">;

/** The part of a job that says what there is to run on. */
export function jobCompute(args: JobComputeArgs, dependencies: pulumi.Input<string>[]): ComputeOfJob {
  if (args.type === "jobCluster") return { jobClusters: [{ jobClusterKey: CLUSTER, newCluster: newCluster(args) }] };
  return {
    environments: [
      { environmentKey: ENVIRONMENT, spec: { environmentVersion: args.environmentVersion, dependencies } },
    ],
    budgetPolicyId: args.budgetPolicyId,
  };
}

/** The part of a task that says what it runs on. */
export function taskCompute(
  { type }: JobComputeArgs,
  libraries: databricks.types.input.JobTaskLibrary[],
): ComputeOfTask {
  return type === "jobCluster" ? { jobClusterKey: CLUSTER, libraries } : { environmentKey: ENVIRONMENT };
}

function newCluster(args: JobComputeArgs): databricks.types.input.JobJobClusterNewCluster {
  return {
    policyId: args.policyId,
    // All that the policy would fill in is said here: the service shows what it filled in, and never that it was asked to.
    sparkVersion: args.runtime,
    ...(args.nodeType !== undefined && { nodeTypeId: args.nodeType }),
    dataSecurityMode: "SINGLE_USER",
    customTags: args.tags,
    ...size(args),
  };
}

function size({ maxWorkers, workers }: JobComputeArgs): Partial<databricks.types.input.JobJobClusterNewCluster> {
  if (maxWorkers !== undefined) return { autoscale: { minWorkers: Math.max(workers, 1), maxWorkers } };
  return workers === 0 ? { kind: "CLASSIC_PREVIEW", isSingleNode: true } : { numWorkers: workers };
}
