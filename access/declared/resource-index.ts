import type { DeclaredResource, DeclaredStack } from "../../infra/declaration";

/** A resource, with the stack that declares it. */
export interface Declared<Stack = DeclaredStack> {
  stack: Stack;
  resource: DeclaredResource;
}

/** The resources of some types in these stacks, by the types' tokens. */
export function declaredOf<Stack extends Pick<DeclaredStack, "resources">>(
  stacks: readonly Stack[],
  ...types: string[]
): Declared<Stack>[] {
  return stacks.flatMap((stack) =>
    stack.resources.filter((resource) => types.includes(resource.type)).map((resource) => ({ stack, resource })),
  );
}

/** A property as a list of values by name; nothing where it is no list. */
export const listOf = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === "object" && each !== null) : [];
