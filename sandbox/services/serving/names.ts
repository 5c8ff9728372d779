import { invalidParameter } from "../../control-plane";

const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;
const ENDPOINT_LIMIT = 63;
/** Endpoints that the service itself provides have names of this form. */
const RESERVED = /^databricks-/i;

/** @throws ApiError 400 for a name that no endpoint can have. */
export function requireEndpointName(name: string): void {
  requireForm("Endpoint name", name);
  if (name.length > ENDPOINT_LIMIT) {
    throw invalidParameter(
      `Endpoint name '${name}' has ${name.length} characters: it may have at most ${ENDPOINT_LIMIT}.`,
    );
  }
  if (RESERVED.test(name)) {
    throw invalidParameter(
      `Endpoint name '${name}' cannot start with 'databricks-': the prefix is reserved for preconfigured endpoints.`,
    );
  }
}

/** @throws ApiError 400 for names that are not of the form of served entities' names, or not unique. */
export function requireEntityNames(names: string[]): void {
  for (const name of names) requireForm("Served entity name", name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw invalidParameter(`Served entity names must be unique within an endpoint, got '${twice}' more than once.`);
  }
}

function requireForm(what: string, name: string): void {
  if (NAME.test(name)) return;
  throw invalidParameter(
    `${what} '${name}' is not valid: it consists of alphanumeric characters, dashes and underscores, ` +
      "and starts with an alphanumeric character.",
  );
}
