import { invalidParameter } from "./api-error";

/**
 * `before` with the fields that an update mask names taken from `wanted`: what `wanted` leaves out is cleared.
 * @param mask names parted by commas; `*`, empty or absent: every field. A nested name stands for its whole field.
 * @param updatable the fields that may be changed.
 * @throws ApiError 400 for a name that may not be.
 */
export function applyMask<Document extends object>(
  before: Document,
  wanted: Partial<Document>,
  mask: string | undefined,
  updatable: readonly (keyof Document & string)[],
): Document {
  const named = mask && mask !== "*" ? mask.split(",").map((path) => path.trim().split(".")[0] ?? "") : updatable;
  const after = { ...before };
  for (const name of named) {
    const field = updatable.find((known) => known === name);
    if (!field)
      throw invalidParameter(`Invalid update mask: ${name} can not be updated. It may name ${updatable.join(", ")}.`);
    const value = wanted[field];
    if (value === undefined) delete after[field];
    else after[field] = value;
  }
  return after;
}
