/** Azure tags that every resource gets by itself. */
export const OWN_AZURE_TAGS = ["environment", "managed-by"] as const;

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
