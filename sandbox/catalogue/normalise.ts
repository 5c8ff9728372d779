import type { Catalogue, Shape } from "./catalogue";
import { isJsonObject, type Json, type JsonObject } from "./json";
import { integerOf } from "./lossless-json";
import { elementType } from "./types";

/**
 * A body as its type has it: without members that are null, which mean absent, and with integers as numbers, which may
 * come as text (as `bigint` where a number would lose digits). Gives the same object back where nothing had to change.
 */
export function normalised(catalogue: Catalogue, type: string, value: Json): Json {
  if (type === "integer" || type === "int64") return typeof value === "string" ? integerOf(value) : value;
  // What is no integer by its type is a number of JavaScript's precision.
  if (typeof value === "bigint" && type !== "any") return Number(value);
  const contained = elementType(type);
  if (contained?.container === "array" && Array.isArray(value)) {
    return mapChanged(value, (item) => normalised(catalogue, contained.element, item));
  }
  if (!isJsonObject(value)) return value;
  if (contained?.container === "map") {
    return normalisedMembers(value, (_, member) => normalised(catalogue, contained.element, member));
  }
  const shape = catalogue.shape(type);
  return shape ? normalisedObject(catalogue, shape, value) : value;
}

/** As `normalised`, for the members of an object that are fields of a shape. */
export function normalisedObject(catalogue: Catalogue, shape: Shape, value: JsonObject): JsonObject {
  return normalisedMembers(value, (name, member) => {
    if (member === null) return undefined;
    const type = (shape[name] ?? shape["*"])?.type;
    return type === undefined ? member : normalised(catalogue, type, member);
  });
}

function normalisedMembers(value: JsonObject, change: (name: string, member: Json) => Json | undefined): JsonObject {
  let changed: JsonObject | undefined;
  for (const name in value) {
    const member = value[name];
    if (member === undefined) continue;
    const now = change(name, member);
    if (now === member) continue;
    changed ??= { ...value };
    if (now === undefined) delete changed[name];
    else changed[name] = now;
  }
  return changed ?? value;
}

function mapChanged(values: Json[], change: (value: Json) => Json): Json[] {
  const changed = values.map(change);
  return changed.some((value, index) => value !== values[index]) ? changed : values;
}
