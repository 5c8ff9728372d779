/** One property of a resource's inputs or outputs, or of a type nested in them. */
export interface Property {
  /** `string`, `boolean`, `number`, `any`, `array<T>`, `map<T>`, or the name of an entry of `types`. */
  type: string;
  required?: true;
  /** Where ARM has it, as a dotted path from the enclosing object. Absent: under its own name. */
  wire?: string;
  /** A list of names here is an object with these members in ARM, each of them empty: the identities of a resource. */
  keys?: true;
}

export type Properties = Record<string, Property>;

/** What the npm package and the ARM catalogue say of one resource type. */
export interface ResourceDeclaration {
  /** The API version that the npm package's release speaks. */
  apiVersion: string;
  /** ARM's path template; its parameters are inputs of the same names, besides `subscriptionId`. */
  path: string;
  inputs: Properties;
  outputs: Properties;
}

export interface Declarations {
  /** Release of `@pulumi/azure-native` that this was read from. */
  version: string;
  /** By Pulumi token, for example `azure-native:databricks:Workspace`. */
  resources: Record<string, ResourceDeclaration>;
  types: Record<string, Properties>;
}

/** The element type of `array<T>` or `map<T>`; undefined for any other type. */
export function elementType(type: string): { container: "array" | "map"; element: string } | undefined {
  const match = /^(array|map)<(.*)>$/.exec(type);
  return match ? { container: match[1] as "array" | "map", element: match[2] ?? "any" } : undefined;
}

/** The names of the parameters in a path template, in its order. */
export function pathParameters(template: string): string[] {
  return [...template.matchAll(/\{\+?(\w+)\}/g)].map((match) => match[1] ?? "");
}
