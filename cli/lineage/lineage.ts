import type { MlflowRun } from "../models/mlflow-run";

/** A table that predictions of a version are in. */
export interface PredictionTable {
  name: string;
  /** Rows that the version predicted, where a warehouse could say. */
  rows: number | undefined;
}

/** An endpoint's entity that serves a version. */
export interface ServingEntity {
  endpoint: string;
  entity: string;
}

/** Where a version of a registered model comes from, who decided on it, and where it went. */
export interface Lineage {
  /** `catalog.schema.model` */
  model: string;
  version: number;
  aliases: string[];
  description: string | undefined;
  /** ISO 8601. */
  createdAt: string | undefined;
  createdBy: string | undefined;
  /** What a service principal is called, whose id that is. */
  createdByName: string | undefined;
  /** Commit of the code that fitted it. */
  code: string | undefined;
  /** Tables that it learned from, with their Delta versions where they are known: `dev.flight_delay.features@3`. */
  data: string[];
  /** Tables that those were made of. */
  upstream: string[];
  /** Where the table was split that it learned from. */
  splitBoundary: string | undefined;
  features: { name: string; type: string }[];
  /** The run of a job that made it. */
  jobRun: { runId: number; job: string; state: string; page: string | undefined } | undefined;
  mlflowRun: { runId: string; name: string | undefined; experimentId: string | undefined } | undefined;
  parameters: MlflowRun["data"]["params"];
  metrics: MlflowRun["data"]["metrics"];
  validation: { status: string; result: string | undefined } | undefined;
  approvedBy: string | undefined;
  rejectedBy: string | undefined;
  rejectionReason: string | undefined;
  /** What a tag says of an approval, or against one, that does not count. */
  disregarded: string | undefined;
  rolledBack: string | undefined;
  /** The version that was judged, where this one was made of it by fitting it again on all rows. */
  refitOf: number | undefined;
  predictions: PredictionTable[];
  endpoints: ServingEntity[];
}
