import type { Declarations, Properties } from "./declaration";
import generated from "./generated/declarations.json";

/** Written by `generator/`; a test holds it against its sources. */
export const declarations: Declarations = generated as Declarations;

/** The declared properties of a nested type; undefined for primitives, containers and `any`. */
export function propertiesOf(type: string): Properties | undefined {
  return declarations.types[type];
}
