import type { DeclaredStack } from "../../infra/declaration";

/** What is asked of a declared stack. */
export type StackPart = Pick<DeclaredStack, "name" | "settings" | "project" | "resources" | "outputs">;
