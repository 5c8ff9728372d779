import { suggestion } from "../../wording/nearest";
import { isJsonObject, type Json, type JsonObject } from "../catalogue/json";
import { elementType, type Properties } from "./declaration";
import { propertiesOf } from "./declarations";
import { UNKNOWN } from "./pulumi-values";

/** One thing that is wrong with the inputs. */
export interface InputFailure {
  /** Where, in Pulumi's notation: `sku.name`, `subnets[0].addressPrefix`. */
  property: string;
  reason: string;
}

/** Holds the inputs of a resource against what the npm package declares for it. */
export function checkInputs(inputs: JsonObject, properties: Properties): InputFailure[] {
  return [...checkObject(inputs, properties, "")];
}

function* checkObject(object: JsonObject, properties: Properties, path: string): Generator<InputFailure> {
  for (const [name, value] of Object.entries(object)) {
    // Pulumi's SDKs add members of their own, such as __defaults.
    if (name.startsWith("__") || value === undefined || value === null) continue;
    const property = properties[name];
    const at = join(path, name);
    if (property) yield* checkValue(value, property.type, at);
    else yield { property: at, reason: `unexpected property "${at}"${suggestion(name, Object.keys(properties))}` };
  }
  for (const [name, { required }] of Object.entries(properties)) {
    const absent = object[name] === undefined || object[name] === null;
    if (required && absent) yield missing(join(path, name));
  }
}

function* checkValue(value: Json, type: string, path: string): Generator<InputFailure> {
  if (value === UNKNOWN || type === "any") return;
  const contained = elementType(type);
  const properties = propertiesOf(type);
  if (contained?.container === "array") {
    if (!Array.isArray(value)) return yield mismatch(path, "a list", value);
    for (const [index, item] of value.entries()) yield* checkValue(item, contained.element, `${path}[${index}]`);
  } else if (contained || properties) {
    if (!isJsonObject(value)) return yield mismatch(path, "an object", value);
    if (properties) return yield* checkObject(value, properties, path);
    for (const [key, item] of Object.entries(value)) {
      if (item !== undefined && item !== null) yield* checkValue(item, contained?.element ?? "any", join(path, key));
    }
  } else if (typeof value !== type) {
    yield mismatch(path, `a ${type}`, value);
  }
}

const missing = (path: string): InputFailure => ({ property: path, reason: `missing required property "${path}"` });

function mismatch(path: string, expected: string, value: Json): InputFailure {
  const actual = Array.isArray(value) ? "a list" : isJsonObject(value) ? "an object" : `a ${typeof value}`;
  // The value itself is not shown: it may be a secret.
  return { property: path, reason: `"${path}" must be ${expected}, and is ${actual}` };
}

const join = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);
