import type { Member, PackageShape, Properties, Property, Side, Type } from "./package-shape";

/** The parts of the Pulumi package schema (https://www.pulumi.com/docs/iac/extending-pulumi/schema/) that the comparison needs. */
interface SchemaType {
  readonly type?: string;
  readonly $ref?: string;
  readonly items?: SchemaType;
  readonly additionalProperties?: SchemaType;
}

interface SchemaObject {
  readonly properties?: Readonly<Record<string, SchemaType>>;
  readonly required?: readonly string[];
  readonly language?: {
    readonly nodejs?: { readonly requiredOutputs?: readonly string[]; readonly requiredInputs?: readonly string[] };
  };
}

interface SchemaResource extends SchemaObject {
  readonly inputProperties?: Readonly<Record<string, SchemaType>>;
  readonly requiredInputs?: readonly string[];
}

interface Schema {
  readonly provider: SchemaResource;
  readonly resources: Readonly<Record<string, SchemaResource>>;
  readonly functions: Readonly<Record<string, { readonly inputs?: SchemaObject; readonly outputs?: SchemaObject }>>;
  readonly types: Readonly<Record<string, SchemaObject>>;
}

/** Reads a package schema, as JSON text. */
export function readPackageSchema(json: string): PackageShape {
  const schema: Schema = JSON.parse(json);
  const resources = new Map<string, Member>([["Provider", providerMember(schema.provider)]]);
  for (const [token, resource] of Object.entries(schema.resources)) {
    resources.set(lastPart(token), resourceMember(resource));
  }
  const functions = new Map<string, Member>();
  for (const [token, { inputs, outputs }] of Object.entries(schema.functions)) {
    // Methods of the provider itself, which the bridge adds and no npm package of this age declares.
    if (token.startsWith("pulumi:")) continue;
    functions.set(lastPart(token), {
      inputs: properties(inputs?.properties, inputs?.required),
      outputs: properties(outputs?.properties, outputs?.required),
    });
  }
  return {
    resources,
    functions,
    objectType(name: string, side: Side): Properties | undefined {
      const found = schema.types[name];
      if (found === undefined) return undefined;
      // An output is known to be set more often than an input must be given; the language section has the other of the two.
      const { requiredOutputs, requiredInputs } = found.language?.nodejs ?? {};
      return properties(found.properties, (side === "outputs" ? requiredOutputs : requiredInputs) ?? found.required);
    },
  };
}

function resourceMember(resource: SchemaResource): Member {
  return {
    inputs: properties(resource.inputProperties, resource.requiredInputs),
    outputs: properties(resource.properties, resource.required),
  };
}

/** Explicit providers keep their settings as strings: package generators declare only the outputs that are strings anyway. */
function providerMember(provider: SchemaResource): Member {
  const { inputs, outputs } = resourceMember(provider);
  return { inputs, outputs: new Map([...outputs].filter(([, { type }]) => type.kind === "string")) };
}

function properties(of: SchemaObject["properties"], required: readonly string[] = []): Properties {
  const result = new Map<string, Property>();
  for (const [name, type] of Object.entries(of ?? {})) {
    result.set(name, { type: readType(type), required: required.includes(name) });
  }
  return result;
}

function readType(type: SchemaType): Type {
  if (type.$ref !== undefined) {
    if (!type.$ref.startsWith("#/types/")) return { kind: type.$ref.includes("Asset") ? "asset" : "any" };
    return { kind: "object", name: decodeURIComponent(type.$ref.slice("#/types/".length)) };
  }
  switch (type.type) {
    case "string":
    case "boolean":
      return { kind: type.type };
    case "integer":
    case "number":
      return { kind: "number" };
    case "array":
      return { kind: "array", element: readType(type.items ?? {}) };
    case "object":
      return { kind: "map", element: readType(type.additionalProperties ?? { type: "string" }) };
    default:
      return { kind: "any" };
  }
}

/** `databricks:index/sqlEndpoint:SqlEndpoint` → `SqlEndpoint`. */
function lastPart(token: string): string {
  return token.slice(token.lastIndexOf(":") + 1);
}
