/**
 * What a Pulumi package offers, reduced to what a program can get wrong: names, requiredness and types. Both readers, of the
 * npm package's declarations and of the bridged provider's schema, produce this shape, so that the comparison knows neither.
 */

export type Type =
  | { readonly kind: "string" | "number" | "boolean" | "any" | "asset" }
  | { readonly kind: "array" | "map"; readonly element: Type }
  | { readonly kind: "object"; readonly name: string };

export interface Property {
  readonly type: Type;
  /** Input: must be given. Output: is never undefined. */
  readonly required: boolean;
}

export type Properties = ReadonlyMap<string, Property>;

export interface Member {
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** Which side of a resource or function a property, and so its nested object type, is on. */
export type Side = keyof Member;

export interface PackageShape {
  /** By class name, as `SqlEndpoint`; the provider itself is `Provider`. */
  readonly resources: ReadonlyMap<string, Member>;
  /** By function name, as `getGroup`. */
  readonly functions: ReadonlyMap<string, Member>;
  /** The properties of a nested object type, as that side declares them; undefined when the package lacks the type. */
  objectType(name: string, side: Side): Properties | undefined;
}

/** A type in the notation of the difference list: `string[]`, `map<string>`, `object`. */
export function describeType(type: Type): string {
  switch (type.kind) {
    case "array":
      return `${describeType(type.element)}[]`;
    case "map":
      return `map<${describeType(type.element)}>`;
    default:
      return type.kind;
  }
}
