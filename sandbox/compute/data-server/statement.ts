import { z } from "zod";
import type { Caller } from "./pipe";

/** A statement to be run. */
export interface StatementOrder extends Caller {
  statement: string;
  parameters: readonly { name: string; type?: string | undefined; value?: string | undefined }[];
  catalog?: string | undefined;
  schema?: string | undefined;
  /** How the rows are written: lists of texts, or Arrow's streams. */
  format: "JSON_ARRAY" | "ARROW_STREAM";
  row_limit?: number | undefined;
  byte_limit?: number | undefined;
  /** Where its rows are put: a file for each chunk, called by its number. */
  folder: string;
}

const resultSchema = z.object({
  /** Spark's, as JSON. */
  schema_json: z.string(),
  chunks: z.array(z.object({ rows: z.int(), bytes: z.int(), row_offset: z.int() })),
  rows: z.int(),
  bytes: z.int(),
  truncated: z.boolean(),
});

export const outcomeSchema = z.union([
  resultSchema,
  z.object({ error: z.object({ message: z.string(), sql_state: z.string().optional() }) }),
]);

/** What became of a statement. */
export type StatementOutcome = z.infer<typeof outcomeSchema>;
export type StatementResult = z.infer<typeof resultSchema>;
