import type * as databricks from "@pulumi/databricks";
import type { JobComputeArgs } from "./job-compute";

export interface TaskAttemptsArgs {
  compute: Pick<JobComputeArgs, "type">;
  /** How often a task that failed is tried again. */
  retries: number;
  retryAfterMinutes: number;
}

type TaskAttempts = Pick<
  databricks.types.input.JobTask,
  "maxRetries" | "minRetryIntervalMillis" | "retryOnTimeout" | "disableAutoOptimization"
>;

/** How often a task of a job is tried again, and after how long. */
export function taskAttempts({ compute, retries, retryAfterMinutes }: TaskAttemptsArgs): TaskAttempts {
  if (retries > 0) {
    return { maxRetries: retries, minRetryIntervalMillis: retryAfterMinutes * 60_000, retryOnTimeout: false };
  }
  // The provider leaves a zero out. Serverless compute then tries again as it sees fit, unless it is told not to.
  return compute.type === "serverless" ? { disableAutoOptimization: true } : {};
}
