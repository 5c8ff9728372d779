import { isJsonObject, type Json, type JsonObject } from "../catalogue/json";
import { elementType, type Properties, type Property } from "./declaration";
import { propertiesOf } from "./declarations";
import { sameProperty, sameValue } from "./equality";
import { readAt } from "./wire-format";

/**
 * The inputs that would lead to the resource as Azure has it, in the shape that the user gave them: what they did not
 * set is left out, since Azure fills in defaults; what Azure only writes differently (case, time zones) stays as they
 * wrote it; what it never gives back (passwords, creation modes) stays, too. Everything else is Azure's, so that a
 * difference is real drift.
 */
export function liveInputs(given: JsonObject, wire: JsonObject, inputs: Properties, outputs: Properties): JsonObject {
  const live: JsonObject = {};
  for (const [name, value] of Object.entries(given)) {
    const property = inputs[name];
    if (!property || value === undefined || value === null) {
      live[name] = value;
      continue;
    }
    const actual = actualValue(wire, name, property);
    const same = sameProperty(name, value, actual);
    const current = same ? value : liveValue(value, actual ?? undefined, property.type, outputs[name]?.type);
    if (current !== undefined) live[name] = current;
  }
  return live;
}

/** Every input that Azure has a value for: what an import starts from. */
export function importedInputs(wire: JsonObject, inputs: Properties): JsonObject {
  const imported: JsonObject = {};
  for (const [name, property] of Object.entries(inputs)) {
    const actual = actualValue(wire, name, property);
    // ARM's own identifiers are in the resource's id; as inputs they would only repeat it.
    const redundant = name === "id" || name === "type" || name === "etag" || name === "eTag";
    if (actual !== undefined && actual !== null && !redundant) imported[name] = importedValue(actual, property.type);
  }
  return imported;
}

function actualValue(wire: JsonObject, name: string, property: Property): Json | undefined {
  const actual = readAt(wire, property.wire ?? name);
  return property.keys && isJsonObject(actual) ? Object.keys(actual) : actual;
}

function liveValue(
  given: Json,
  actual: Json | undefined,
  type: string,
  answerType: string | undefined,
): Json | undefined {
  if (actual === undefined) {
    // Not in the answers of this type at all, or of no declared type, as the value of a secure parameter: Azure keeps it.
    return answerType === undefined || type === "any" || isEmpty(given) ? given : undefined;
  }
  if (sameValue(given, actual)) return given;
  const contained = elementType(type);
  const answerElement = answerType === undefined ? undefined : elementType(answerType)?.element;
  if (contained?.container === "array" && Array.isArray(given) && Array.isArray(actual)) {
    return liveArray(given, actual, contained.element, answerElement);
  }
  if (contained?.container === "map" && isJsonObject(given) && isJsonObject(actual)) {
    return Object.fromEntries(
      Object.entries(actual).map(([key, item]) => {
        const before = given[key];
        const current = before === undefined ? importedValue(item ?? null, contained.element) : item;
        const live = before === undefined ? current : liveValue(before, item, contained.element, answerElement);
        return [key, live];
      }),
    );
  }
  const properties = propertiesOf(type);
  if (properties && isJsonObject(given) && isJsonObject(actual)) {
    return liveInputs(given, actual, properties, (answerType && propertiesOf(answerType)) || {});
  }
  return importedValue(actual, type);
}

/** Items are told apart by the name or id that they carry, else by their place. */
function liveArray(given: Json[], actual: Json[], element: string, answerElement: string | undefined): Json[] {
  const unmatched = [...actual];
  const take = (item: Json, index: number): Json | undefined => {
    const key = keyOf(item);
    const found = key === undefined ? index : unmatched.findIndex((other) => sameValue(keyOf(other) ?? null, key));
    const match = found < 0 ? undefined : unmatched[found];
    if (key !== undefined && found >= 0) unmatched.splice(found, 1);
    return match;
  };
  const live: Json[] = [];
  given.forEach((item, index) => {
    const match = take(item, index);
    const current = match === undefined ? undefined : liveValue(item, match, element, answerElement);
    if (current !== undefined) live.push(current);
  });
  const keyed = given.every((item) => keyOf(item) !== undefined);
  const added = keyed ? unmatched : actual.slice(given.length);
  return [...live, ...added.map((item) => importedValue(item, element))];
}

function keyOf(item: Json): string | undefined {
  if (typeof item === "string") return item;
  if (!isJsonObject(item)) return undefined;
  const key = item.name ?? item.id ?? item.category;
  return typeof key === "string" ? key : undefined;
}

function importedValue(actual: Json, type: string): Json {
  const contained = elementType(type);
  if (contained && Array.isArray(actual)) return actual.map((item) => importedValue(item, contained.element));
  if (contained && isJsonObject(actual)) {
    return Object.fromEntries(
      Object.entries(actual).map(([key, item]) => [key, importedValue(item ?? null, contained.element)]),
    );
  }
  const properties = propertiesOf(type);
  return properties && isJsonObject(actual) ? importedInputs(actual, properties) : actual;
}

function isEmpty(value: Json): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isJsonObject(value) ? Object.keys(value).length === 0 : value === "" || value === null;
}
