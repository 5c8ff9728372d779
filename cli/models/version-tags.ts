/** Aliases and tags by which the pipelines say what a version is: those of `pipelines/src/lakestage_pipelines/registry.py`. */
export const CHAMPION = "Champion";
export const CHALLENGER = "Challenger";

/** The Champion before: what a rollback goes back to. */
export const PREVIOUS = "Previous";

export const VERSION_TAGS = {
  environment: "environment",
  dataVersion: "data_version",
  codeVersion: "code_version",
  splitBoundary: "split_boundary",
  jobRun: "job_run",
  refitOf: "refit_of",
  validationStatus: "model_validation_status",
  validationResult: "model_validation_result",
  approval: "approval",
  approvedBy: "approved_by",
  rejectedBy: "rejected_by",
  rejectionReason: "rejection_reason",
} as const;

/** Set by `lakestage promote rollback` on the version that was taken out of use: who did, and why. No task reads it. */
export const ROLLED_BACK = "rolled_back";
