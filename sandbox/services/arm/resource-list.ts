import { ApiError, type Call, type JsonObject, page } from "../../control-plane";
import { keyOf } from "./arm-id";
import { pathOf } from "./arm-request";
import type { ArmResource } from "./resources";

/** One page of resources, with the address of the next. */
export function listOf(
  found: ArmResource[],
  view: (resource: ArmResource) => JsonObject,
  request: JsonObject,
  call: Call,
): JsonObject {
  if (request.$filter !== undefined) {
    throw new ApiError(
      501,
      "NotImplemented",
      "The sandbox does not filter lists: leave $filter out and choose from them all.",
    );
  }
  const entries = found.map((resource) => ({ key: keyOf(resource.id), value: resource }));
  const { items, nextToken } = page(entries, {
    token: text(request.$skiptoken),
    size: typeof request.$top === "number" ? request.$top : undefined,
  });
  return {
    value: items.map(view),
    ...(nextToken === undefined ? {} : { nextLink: nextLink(nextToken, request, call) }),
  };
}

function nextLink(token: string, request: JsonObject, call: Call): string {
  const url = new URL(pathOf(request, call), call.origin);
  url.searchParams.set("api-version", call.operation.apiVersion ?? "");
  url.searchParams.set("$skiptoken", token);
  return url.href;
}

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
