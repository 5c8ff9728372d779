import { elementType, type Properties } from "./declaration";
import { declarations } from "./declarations";

/** Pulumi's package schema: what `pulumi import` and other tools ask a provider for. */
export interface PackageSchema {
  name: string;
  version: string;
  resources: Record<string, object>;
  types: Record<string, object>;
}

const PACKAGE = "azure-native";

/** The part of the package that the sandbox has, described as Pulumi's tools expect it. */
export function packageSchema(): PackageSchema {
  const resources = Object.entries(declarations.resources).map(([token, { inputs, outputs }]) => [
    token,
    {
      inputProperties: described(inputs),
      requiredInputs: required(inputs),
      properties: described(outputs),
      required: required(outputs),
    },
  ]);
  const types = Object.entries(declarations.types).map(([name, properties]) => [
    typeToken(name),
    { type: "object", properties: described(properties), required: required(properties) },
  ]);
  return {
    name: PACKAGE,
    version: declarations.version,
    resources: Object.fromEntries(resources),
    types: Object.fromEntries(types),
  };
}

function described(properties: Properties): Record<string, object> {
  return Object.fromEntries(Object.entries(properties).map(([name, { type }]) => [name, typeSpec(type)]));
}

function typeSpec(type: string): object {
  const contained = elementType(type);
  if (contained?.container === "array") return { type: "array", items: typeSpec(contained.element) };
  if (contained) return { type: "object", additionalProperties: typeSpec(contained.element) };
  if (type === "any") return { $ref: "pulumi.json#/Any" };
  return declarations.types[type] ? { $ref: `#/types/${typeToken(type)}` } : { type };
}

const required = (properties: Properties): string[] =>
  Object.keys(properties).filter((name) => properties[name]?.required);

/** `network.SubnetArgs` → `azure-native:network:Subnet`; output types keep their ending, which tells the two apart. */
function typeToken(name: string): string {
  const [namespace, type = ""] = name.split(".");
  return `${PACKAGE}:${namespace}:${type.replace(/Args$/, "")}`;
}
