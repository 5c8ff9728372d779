import type { Behaviour, Call, JsonObject, Service } from "../../control-plane";
import { badRequest } from "./arm-request";

const WELL_FORMED = /^\d{4}-\d{2}-\d{2}(-preview)?$/;

/**
 * ARM's versions are dates. The sandbox describes one version of each operation and takes every earlier one for it; what
 * is later than that may have members that it does not know.
 */
function requireVersion(request: JsonObject, { operation }: Call): void {
  const asked = request["api-version"];
  if (typeof asked !== "string" || asked === "") {
    throw badRequest(
      "MissingApiVersionParameter",
      "The api-version query parameter (?api-version=) is required for all requests.",
    );
  }
  const newest = operation.apiVersion ?? "";
  if (WELL_FORMED.test(asked) && asked.slice(0, 10) <= newest.slice(0, 10)) return;
  throw badRequest(
    "InvalidApiVersionParameter",
    `The api-version '${asked}' is invalid. The supported versions are '${newest}' and those before it.`,
  );
}

/** The same behaviours, for requests that name an API version that they know. */
export function versioned(service: Service): Service {
  return Object.fromEntries(
    Object.entries(service).map(([id, behaviour]): [string, Behaviour] => [
      id,
      (request, call) => {
        requireVersion(request, call);
        return (behaviour as Behaviour)(request, call);
      },
    ]),
  );
}
