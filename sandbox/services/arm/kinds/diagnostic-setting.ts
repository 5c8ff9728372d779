import { isJsonObject, type JsonObject } from "../../../catalogue/json";
import { ApiError } from "../../../control-plane";
import { sameId } from "../arm-id";
import { badRequest } from "../arm-request";
import type { Draft, ResourceKind } from "../resource-kind";
import type { ArmResource } from "../resources";

const DIAGNOSTIC_SETTING = "Microsoft.Insights/diagnosticSettings";
const MOST_SETTINGS = 5;
const SINKS = ["workspaceId", "storageAccountId", "eventHubAuthorizationRuleId", "marketplacePartnerId"] as const;

export const diagnosticSetting: ResourceKind = {
  type: DIAGNOSTIC_SETTING,
  client: "armmonitor.DiagnosticSettings",
  prepare(draft) {
    const { id, properties, resources } = draft;
    requireSink(draft);
    const chosen = [...categories(properties.logs), ...categories(properties.metrics)];
    if (chosen.length === 0) {
      throw badRequest(
        "BadRequest",
        `The diagnostic setting '${id.name}' must have at least one log or metric category.`,
      );
    }
    for (const entry of chosen) {
      if (entry.category !== undefined && entry.categoryGroup !== undefined) {
        throw badRequest(
          "BadRequest",
          `The diagnostic setting '${id.name}' must not name a category and a group in one entry.`,
        );
      }
      entry.retentionPolicy ??= { days: 0, enabled: false };
    }
    const others = resources.ofType(DIAGNOSTIC_SETTING, id.scope).filter((other) => isOnSame(other, draft));
    if (others.length >= MOST_SETTINGS) {
      throw badRequest("BadRequest", `The resource '${id.scope}' already has ${MOST_SETTINGS} diagnostic settings.`);
    }
    const twin = others.find(({ body }) => SINKS.some((sink) => sameSink(body.properties, properties, sink)));
    if (twin) {
      throw new ApiError(
        409,
        "Conflict",
        `Data sink is already used in diagnostic setting '${twin.name}' for '${id.scope}'.`,
      );
    }
  },
};

function requireSink({ id, properties, resources }: Draft): void {
  if (!SINKS.some((sink) => typeof properties[sink] === "string")) {
    throw badRequest("BadRequest", `The diagnostic setting '${id.name}' has no sink: ${SINKS.join(", ")}.`);
  }
  for (const sink of ["workspaceId", "storageAccountId"] as const) {
    const target = properties[sink];
    if (typeof target === "string" && !resources.get(target)) {
      throw badRequest(
        "ResourceNotFound",
        `The sink '${target}' of the diagnostic setting '${id.name}' was not found.`,
      );
    }
  }
}

const categories = (entries: unknown): JsonObject[] => (Array.isArray(entries) ? entries.filter(isJsonObject) : []);

const isOnSame = (other: ArmResource, { id }: Draft): boolean =>
  !sameId(other.id, id.text) && sameId(other.id.slice(0, other.id.toLowerCase().lastIndexOf("/providers/")), id.scope);

function sameSink(theirs: unknown, ours: JsonObject, sink: string): boolean {
  const [a, b] = [isJsonObject(theirs) ? theirs[sink] : undefined, ours[sink]];
  return typeof a === "string" && typeof b === "string" && sameId(a, b);
}
