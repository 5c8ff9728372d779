/** Azure tags that every resource gets by itself. */
export const OWN_AZURE_TAGS = ["environment", "managed-by"] as const;

/** Tags that whatever costs gets by itself. */
export const OWN_TAGS = ["environment", "project", "team"] as const;

/** Tags that a job may get by itself: that it waits for tables, beside those. */
export const OWN_TAGS_OF_A_JOB = [...OWN_TAGS, "waits_for_tables"] as const;

/** `flight-delay` → `flight_delay`: a project's schema, unless it says another. */
export const schemaOf = (project: string): string => project.replaceAll("-", "_");

/** The schema that a project's monitors write their metrics to. */
export const monitoringSchemaOf = (schema: string): string => `${schema}_monitoring`;

/**
 * The schema that snapshots of a project's tables go to.
 * @param schema The project's own in the environment that gets them.
 * @param source The environment that they are of.
 */
export const snapshotSchemaOf = (schema: string, source: string): string => `${schema}_${source}_snapshot`;

/** Of the table that an endpoint's requests and answers go to; the service adds `_payload`. */
export const requestsPrefix = (model: string): string => `${model}_requests`;

export const requestsTable = (model: string): string => `${requestsPrefix(model)}_payload`;

/** Of the table that the monitoring job writes a model's metrics to. */
export const metricsTable = (model: string): string => `${model}_metrics`;

/** The most characters that a serving endpoint's name may have. */
export const MAXIMUM_ENDPOINT_NAME = 63;

/** Of the endpoint that serves a model. A model that is called as its project is adds nothing to the name. */
export function endpointName(project: string, model: string): string {
  const kebab = model.replaceAll("_", "-");
  return kebab === project ? project : `${project}-${kebab}`;
}

/** Names of an environment's service connections in Azure DevOps. @param first What all of the estate's begin with. */
export const serviceConnections = (first: string, environment: string): { deployment: string; preview: string } => ({
  deployment: `${first}-${environment}`,
  preview: `${first}-${environment}-preview`,
});

/** What an environment's own identities and groups are called after the environment, where a project's is called as it is. */
export const OWN_PRINCIPALS = ["deployment", "preview", "retraining", "runners", "snapshots"] as const;

/** What the identity that takes a project's snapshots is called, after the environment. */
export const snapshotIdentityOf = (project: string): string => `${project}-snapshot`;

/** Columns that inference writes beside the label and what it keeps of a row; see pipelines/README.md. */
export const WRITTEN_COLUMNS: readonly string[] = [
  "prediction",
  "model_name",
  "model_version",
  "predicted_at",
  "run_id",
];
