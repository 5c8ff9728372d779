import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { invalidParameter, Reply } from "../../control-plane";
import { columnsOfSchema } from "../data/spark-schema";
import type { StatementRun } from "./statement-run";

const rowsSchema = z.array(z.array(z.string().nullable()));

/** A statement as the API shows it: its rows' first chunk with it. */
export function shownStatement(run: StatementRun, link: (chunk: number) => object): object {
  const { sql_state: state, ...error } = run.error ?? {};
  return {
    statement_id: run.id,
    status: { state: run.state, ...(run.error ? { error, ...(state ? { sql_state: state } : {}) } : {}) },
    ...(run.state === "SUCCEEDED" ? { manifest: manifestOf(run), result: chunkOf(run, 0, link) } : {}),
  };
}

function manifestOf({ format, result }: StatementRun): object {
  if (!result) return {};
  const columns = columnsOfSchema(result.schema_json, []).map(
    ({ type_json: _json, nullable: _nullable, comment: _comment, type_text: text, type_name: name, ...column }) => ({
      ...column,
      type_text: text.toUpperCase(),
      type_name: name === "TIMESTAMP_NTZ" ? "TIMESTAMP" : name,
    }),
  );
  return {
    format,
    schema: { column_count: columns.length, columns },
    total_chunk_count: result.chunks.length,
    ...(result.chunks.length > 0
      ? {
          chunks: result.chunks.map(({ rows, bytes, row_offset }, index) => ({
            chunk_index: index,
            row_offset,
            row_count: rows,
            byte_count: bytes,
          })),
        }
      : {}),
    total_row_count: result.rows,
    total_byte_count: result.bytes,
    truncated: result.truncated,
  };
}

/** @param link the address of a chunk that is fetched on its own. @throws for a chunk that there is none of. */
export function chunkOf(run: StatementRun, index: number, link: (chunk: number) => object): object {
  const chunk = run.result?.chunks[index];
  if (!chunk) {
    if (index === 0 && run.result) return {};
    throw invalidParameter(`Chunk ${index} of statement ${run.id} does not exist.`);
  }
  const { rows, bytes, row_offset } = chunk;
  const next =
    run.result?.chunks[index + 1] === undefined
      ? {}
      : {
          next_chunk_index: index + 1,
          next_chunk_internal_link: `/api/2.0/sql/statements/${run.id}/result/chunks/${index + 1}`,
        };
  const described = { chunk_index: index, row_offset, row_count: rows, ...next };
  if (run.disposition === "EXTERNAL_LINKS") {
    return { external_links: [{ ...described, byte_count: bytes, ...link(index) }] };
  }
  return { ...described, data_array: rowsOf(run, index) };
}

const rowsOf = ({ folder }: StatementRun, chunk: number): (string | null)[][] =>
  rowsSchema.parse(JSON.parse(readFileSync(join(folder, String(chunk)), "utf8")));

/** Of a run whose rows are lists of texts. */
export const allRows = (run: StatementRun): (string | null)[][] =>
  (run.result?.chunks ?? []).flatMap((_chunk, index) => rowsOf(run, index));

/** A chunk's bytes, in the format that was asked for. */
export function chunkBytes(run: StatementRun, index: number): Reply {
  if (!run.result?.chunks[index]) throw invalidParameter(`Chunk ${index} of statement ${run.id} does not exist.`);
  const stored = readFileSync(join(run.folder, String(index)));
  if (run.format === "ARROW_STREAM") {
    return new Reply(200, stored, { "content-type": "application/vnd.apache.arrow.stream" });
  }
  if (run.format === "JSON_ARRAY") return new Reply(200, stored, { "content-type": "application/json" });
  const lines = rowsOf(run, index).map((row) => row.map(csvValue).join(","));
  const names =
    index === 0
      ? [
          columnsOfSchema(run.result.schema_json, [])
            .map(({ name }) => csvValue(name))
            .join(","),
        ]
      : [];
  return new Reply(200, Buffer.from([...names, ...lines, ""].join("\n")), { "content-type": "text/csv" });
}

/** Null is written as `null`, which text of that kind is not told from: in quotes it is text. */
const csvValue = (value: string | null): string => {
  if (value === null) return "null";
  return value === "null" || /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
};
