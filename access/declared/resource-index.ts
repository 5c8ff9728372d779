import type { DeclaredResource, DeclaredStack } from "../../infra/declaration";

/** A resource of Databricks, with the stack that declares it. */
export interface Declared {
  stack: DeclaredStack;
  resource: DeclaredResource;
}

/** The resources of some types in these stacks: `["grants"]`. Names of types are those of the provider, without its own. */
export function declaredOf(stacks: readonly DeclaredStack[], ...types: string[]): Declared[] {
  return stacks.flatMap((stack) =>
    stack.resources.filter((resource) => types.includes(typeName(resource))).map((resource) => ({ stack, resource })),
  );
}

/** `databricks:index/catalog:Catalog` → `catalog`; other providers' types have no such name. */
export const typeName = ({ type }: DeclaredResource): string => /^databricks:index\/(\w+):/.exec(type)?.[1] ?? "";

/** A property as text; nothing where it is neither text nor a number. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;

/** A property as a list of values by name; nothing where it is no list. */
export const listOf = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === "object" && each !== null) : [];

/** The texts in a property that is a list. */
export const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
