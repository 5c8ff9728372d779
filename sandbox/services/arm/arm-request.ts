import { catalogue } from "../../catalogue";
import { isJsonObject } from "../../catalogue/json";
import { ApiError, type Call, type JsonObject } from "../../control-plane";
import { type ArmId, parseArmId } from "./arm-id";

/**
 * The path that was called, in the catalogue's spelling of its fixed parts.
 * @throws ApiError 400 for a name with a slash, which would make it the path of something else.
 */
export function pathOf(request: JsonObject, { operation }: Pick<Call, "operation">): string {
  const filled = operation.path.replaceAll(/\{(\+?)(\w+)\}/g, (_, several: string, name: string) => {
    const value = trimmed(String(request[name] ?? ""));
    if (several || !value.includes("/")) return value;
    throw badRequest("InvalidResourceName", `The resource name '${value}' is not valid: it has a '/'.`);
  });
  // One of Azure's own descriptions writes it in lower case, and no answer does.
  return filled.replace(/^(\/subscriptions\/[^/]+)\/resourcegroups\//i, "$1/resourceGroups/");
}

/** The resource that was called. */
export const idOf = (request: JsonObject, call: Pick<Call, "operation">): ArmId => parseArmId(pathOf(request, call));

/** The request's body; empty when there was none. */
export function bodyOf(request: JsonObject, { operation }: Pick<Call, "operation">): JsonObject {
  const shape = operation.request === undefined ? undefined : catalogue().shape(operation.request);
  const [name] = Object.entries(shape ?? {}).find(([, field]) => field.in === "body") ?? [];
  const body = name === undefined ? undefined : request[name];
  return isJsonObject(body) ? body : {};
}

/** Type of the request's body; undefined for an operation without one. */
export function bodyType({ operation }: Pick<Call, "operation">): string | undefined {
  const shape = operation.request === undefined ? undefined : catalogue().shape(operation.request);
  return Object.values(shape ?? {}).find((field) => field.in === "body")?.type;
}

/** Scopes come with or without slashes around them. */
const trimmed = (value: string): string => value.replace(/^\/+|\/+$/g, "");

export function badRequest(code: string, message: string): ApiError {
  return new ApiError(400, code, message);
}
