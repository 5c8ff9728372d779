import { catalogue } from "../../catalogue";
import { isJsonObject } from "../../catalogue/json";
import type { Json, JsonObject } from "../../control-plane";

/** What a caller may set of a value of this type: ARM ignores what is read-only, as when a GET's answer is sent back. */
export function writablePart(value: JsonObject, type: string): JsonObject {
  return project(value, type, ({ readOnly }) => readOnly !== true);
}

/** What an answer of this type may hold: passwords and creation modes that a request carried are not among it. */
export function answeredPart(value: JsonObject, type: string): JsonObject {
  return project(value, type, () => true);
}

/** Whether a shape has a member at this dotted path. */
export function declares(type: string | undefined, path: string): boolean {
  let current = type;
  for (const step of path.split(".")) {
    const field = current === undefined ? undefined : catalogue().shape(current)?.[step];
    if (!field) return false;
    current = field.type;
  }
  return true;
}

type Keep = (field: { readOnly?: true }) => boolean;

function project(value: JsonObject, type: string, keep: Keep): JsonObject {
  const shape = catalogue().shape(type);
  if (!shape) return value;
  const kept: JsonObject = {};
  for (const [name, member] of Object.entries(value)) {
    const field = shape[name];
    if (field && keep(field) && member !== undefined && member !== null)
      kept[name] = projectValue(member, field.type, keep);
  }
  return kept;
}

function projectValue(value: Json, type: string, keep: Keep): Json {
  const contained = /^(?:array|map)<(.*)>$/.exec(type)?.[1];
  if (contained !== undefined && Array.isArray(value)) return value.map((item) => projectValue(item, contained, keep));
  if (!isJsonObject(value)) return value;
  if (contained === undefined) return project(value, type, keep);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, item === undefined ? item : projectValue(item, contained, keep)]),
  );
}
