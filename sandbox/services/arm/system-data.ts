import { isJsonObject, type Json, type JsonObject } from "../../catalogue/json";
import type { Call } from "../../control-plane";

/** Who made a resource and who changed it last, as ARM tells. @param before as it was; undefined for a new resource. */
export function systemData(call: Pick<Call, "principal">, before: Json | undefined, now: number): JsonObject {
  const by = call.principal.name;
  const byType = call.principal.kind === "user" ? "User" : "Application";
  const at = new Date(now).toISOString();
  const created = isJsonObject(before)
    ? { createdBy: before.createdBy, createdByType: before.createdByType, createdAt: before.createdAt }
    : { createdBy: by, createdByType: byType, createdAt: at };
  return { ...created, lastModifiedBy: by, lastModifiedByType: byType, lastModifiedAt: at };
}
