/** The most characters that a serving endpoint's name may have. */
export const MAXIMUM_ENDPOINT_NAME = 63;

/** Of the endpoint that serves a model. A model that is called as its project is adds nothing to the name. */
export function endpointName(project: string, model: string): string {
  const kebab = model.replaceAll("_", "-");
  return kebab === project ? project : `${project}-${kebab}`;
}
