import { isJsonObject, type Json, type JsonObject } from "../catalogue/json";
import { elementType, type Properties } from "./declaration";
import { propertiesOf } from "./declarations";
import { UNKNOWN } from "./pulumi-values";

/**
 * The outputs that a preview can promise: what the inputs set; for the rest what it is today, or "not known yet" where
 * there is no resource yet. So that the change of a tag does not make a workspace's address unknown to whatever uses it.
 *
 * @param before the outputs of the resource that would be updated.
 */
export function previewOutputs(inputs: JsonObject, outputs: Properties, before?: JsonObject): JsonObject {
  const previewed: JsonObject = {};
  for (const [name, property] of Object.entries(outputs)) {
    const value = inputs[name] ?? undefined;
    if (value !== undefined) previewed[name] = previewValue(value, property.type, before?.[name]);
    else if (before === undefined) previewed[name] = UNKNOWN;
    else if (before[name] !== undefined) previewed[name] = before[name];
  }
  return previewed;
}

function previewValue(value: Json, type: string, before: Json | undefined): Json {
  const contained = elementType(type);
  if (contained && Array.isArray(value)) {
    const items = Array.isArray(before) ? before : [];
    return value.map((item, index) => previewValue(item, contained.element, items[index]));
  }
  const properties = propertiesOf(type);
  if (!properties || !isJsonObject(value)) return value;
  return previewOutputs(value, properties, isJsonObject(before) ? before : undefined);
}
