import type { DeclaredStack } from "../../infra/declaration";

/** What is asked of a stack and its resources here. */
interface OfResources {
  resources: readonly { type: string }[];
}

/** A resource, with the stack that declares it. */
export interface Declared<Stack extends OfResources = DeclaredStack> {
  stack: Stack;
  resource: Stack["resources"][number];
}

/** The resources of some types in these stacks, by the types' tokens. */
export function declaredOf<Stack extends OfResources>(stacks: readonly Stack[], ...types: string[]): Declared<Stack>[] {
  return stacks.flatMap((stack) =>
    stack.resources.filter((resource) => types.includes(resource.type)).map((resource) => ({ stack, resource })),
  );
}

/** A property as a list of values by name; nothing where it is no list. */
export const listOf = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === "object" && each !== null) : [];
