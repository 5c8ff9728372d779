import { isJsonObject, type Json } from "../../../catalogue/json";

/** The id in a reference to another resource, `{ id }`. */
export const idIn = (reference: Json | undefined): string | undefined =>
  isJsonObject(reference) && typeof reference.id === "string" ? reference.id : undefined;

/** The ids in a list of references. */
export const idsIn = (references: Json | undefined): string[] =>
  Array.isArray(references) ? references.flatMap((reference) => idIn(reference) ?? []) : [];
