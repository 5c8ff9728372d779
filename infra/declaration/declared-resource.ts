/** Values of a resource by property. */
export type Properties = Record<string, unknown>;

/** A resource as the engine would be told of it. */
export interface DeclaredResource {
  urn: string;
  /** Token, such as `databricks:index/catalog:Catalog`. */
  type: string;
  name: string;
  /** Whether a provider makes it; components are only groups of resources. */
  custom: boolean;
  /** A stand-in for what the service would make up. */
  id: string;
  inputs: Properties;
  /** The inputs, and stand-ins for what the service would answer. */
  outputs: Properties;
  /** URN of the parent; empty where that is the stack. */
  parent: string;
  protect: boolean;
  /** URN and id of the provider, joined by `::`; empty where none is named. */
  provider: string;
  /** Paths of the inputs that are marked as secrets, such as `config.slack.url`. */
  secrets: string[];
  /** URNs of the resources that it waits for. */
  dependsOn: string[];
  /** By property, URNs of the resources that its value comes from; nothing for one that the program says itself. */
  propertyDependencies: Record<string, string[]>;
  ignoreChanges: string[];
  /** Names that it had in the stack before, and what is in it with it. Absent: none. */
  previousNames?: string[];
}

/** Where the program constructs a resource: the trace that an error would have there, innermost call first. */
export type ConstructedAt = Pick<Error, "stack">;

export const PROJECT = "lakestage";

/** As the engine makes it: with the types of all parents but the stack's. */
export function urnOf(stack: string, parent: string, type: string, name: string): string {
  const outer = parent.split("::")[2];
  const qualified = outer === undefined ? type : `${outer}$${type}`;
  return `urn:pulumi:${stack}::${PROJECT}::${qualified}::${name}`;
}
