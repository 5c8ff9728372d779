import { isJsonObject, type Json, type JsonObject } from "../../catalogue/json";

/** What a PATCH makes of a resource: members given replace those there, objects member by member, `null` removes. */
export function mergePatch(current: JsonObject, change: JsonObject): JsonObject {
  const merged: JsonObject = { ...current };
  for (const [name, value] of Object.entries(change)) {
    if (value === null) delete merged[name];
    // Tags are replaced as a whole: that is how ARM removes one.
    else if (value !== undefined) merged[name] = name === "tags" ? value : mergedValue(merged[name], value);
  }
  return merged;
}

function mergedValue(current: Json | undefined, change: Json): Json {
  return isJsonObject(current) && isJsonObject(change) ? mergePatch(current, change) : change;
}
