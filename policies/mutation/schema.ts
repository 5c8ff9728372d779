/** What a provider lets a program say, as far as dangers are made from it. `sandbox/engine/provider-schema` reads it. */
export interface ProviderSchema {
  /** By class name, as `SqlEndpoint`. */
  resources: ReadonlyMap<string, { inputs: SchemaProperties }>;
  /** Properties of a nested object's type. */
  objectType(name: string, side: "inputs"): SchemaProperties | undefined;
}

export type SchemaProperties = ReadonlyMap<string, { type: SchemaType }>;

type SchemaType =
  | { kind: "string" | "number" | "boolean" | "any" | "asset" }
  | { kind: "array" | "map"; element: SchemaType }
  | { kind: "object"; name: string };

/** One thing that can be said of a resource: a value that holds no others, but as a list or by keys. */
export interface SchemaLeaf {
  /** Names from the resource's inputs on; `[]` at the end of those that are lists: `tasks[]`, `newCluster`, `sparkConf`. */
  steps: readonly string[];
  kind: "string" | "number" | "boolean" | "any" | "asset";
  /** Whether it is one of a list, or goes by keys. */
  within: "list" | "map" | undefined;
}

/** All that can be said of a resource. A type within itself is gone into once. */
export function* leavesOf(
  schema: ProviderSchema,
  properties: SchemaProperties,
  steps: readonly string[] = [],
  open: readonly string[] = [],
): Generator<SchemaLeaf> {
  for (const [name, { type }] of properties) {
    let element = type;
    let within: SchemaLeaf["within"];
    while ("element" in element) {
      within = element.kind === "map" ? "map" : "list";
      element = element.element;
    }
    if (element.kind !== "object") {
      yield { steps: [...steps, name], kind: element.kind, within };
      continue;
    }
    const nested = open.includes(element.name) ? undefined : schema.objectType(element.name, "inputs");
    const step = within === "list" ? `${name}[]` : name;
    if (nested) yield* leavesOf(schema, nested, [...steps, step], [...open, element.name]);
  }
}
