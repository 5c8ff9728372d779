import { isJsonObject, type Json, type JsonObject } from "../catalogue/json";
import { elementType, type Properties } from "./declaration";
import { propertiesOf } from "./declarations";

/** The JSON that ARM takes for these inputs. Path parameters are left out: the caller removes them. */
export function toWire(values: JsonObject, properties: Properties): JsonObject {
  const wire: JsonObject = {};
  for (const [name, value] of Object.entries(values)) {
    const property = properties[name];
    if (!property || value === undefined || value === null) continue;
    const sent = property.keys && Array.isArray(value) ? objectOf(value) : valueToWire(value, property.type);
    setAt(wire, property.wire ?? name, sent);
  }
  return wire;
}

const objectOf = (names: Json[]): JsonObject => Object.fromEntries(names.map((name) => [String(name), {}]));

function valueToWire(value: Json, type: string): Json {
  return mapValue(value, type, (object, properties) => toWire(object, properties));
}

/** The outputs that Pulumi's types promise for what ARM answered. */
export function fromWire(wire: JsonObject, properties: Properties): JsonObject {
  const values: JsonObject = {};
  for (const [name, property] of Object.entries(properties)) {
    const value = readAt(wire, property.wire ?? name);
    if (value !== undefined && value !== null) values[name] = valueFromWire(value, property.type);
  }
  return values;
}

function valueFromWire(value: Json, type: string): Json {
  return mapValue(value, type, (object, properties) => fromWire(object, properties));
}

/** Applies `translate` to every object of a declared type in `value`; anything else stays as it is. */
function mapValue(
  value: Json,
  type: string,
  translate: (object: JsonObject, properties: Properties) => JsonObject,
): Json {
  const contained = elementType(type);
  if (contained && Array.isArray(value)) return value.map((item) => mapValue(item, contained.element, translate));
  if (contained && isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, mapValue(item ?? null, contained.element, translate)]),
    );
  }
  const properties = propertiesOf(type);
  return properties && isJsonObject(value) ? translate(value, properties) : value;
}

/** The value at a dotted path; undefined when something on the way is missing. */
export function readAt(object: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = object;
  for (const step of path.split(".")) value = isJsonObject(value) ? value[step] : undefined;
  return value;
}

/** Sets the value at a dotted path, making the objects on the way. */
export function setAt(object: JsonObject, path: string, value: Json): void {
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  let target = object;
  for (const step of steps) {
    const next = target[step];
    const inner: JsonObject = isJsonObject(next) ? next : {};
    target[step] = inner;
    target = inner;
  }
  const present = target[last];
  // An input named `properties` may come after one that was lifted out of it.
  target[last] = isJsonObject(present) && isJsonObject(value) ? { ...present, ...value } : value;
}
