import { z } from "zod";

/** A project's or a job's name: `flight-delay`. */
export const kebabName = () =>
  z
    .string()
    .regex(
      /^[a-z][a-z0-9-]{0,49}$/,
      "must be lower-case letters, digits and dashes, beginning with a letter, at most 50 characters",
    );

/** What something that can be renamed where it is was called before. */
export const previously = () =>
  kebabName()
    .optional()
    .describe("The name under which it was deployed: the same object gets its new name, and keeps its id and history.");

/** A schema's, table's, model's or column's name in Unity Catalog. */
export const securableName = () =>
  z
    .string()
    .regex(
      /^[a-z][a-z0-9_]{0,62}$/,
      "must be lower-case letters, digits and underscores, beginning with a letter, at most 63 characters",
    );

/** A table of the project's own schema, or one elsewhere in the environment's catalog as `schema.table`. */
export const tableName = () =>
  z
    .string()
    .regex(
      /^[a-z][a-z0-9_]{0,62}(\.[a-z][a-z0-9_]{0,62})?$/,
      "must be table or schema.table, in lower-case letters, digits and underscores, without the catalog",
    );
