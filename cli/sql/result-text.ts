import { plainTable, printed } from "../report/plain-table";
import { shownLine } from "../report/shown-line";
import type { StatementResult } from "./statement";

/** What a statement gave, as text. */
export function resultText(result: StatementResult, format: "table" | "json" | "csv"): string {
  if (format === "json") return JSON.stringify(result, undefined, 2);
  return format === "csv" ? csv(result) : table(result);
}

const NUMBERS = /^(?:TINYINT|SMALLINT|INT|BIGINT|FLOAT|DOUBLE|DECIMAL)/i;

function table({ columns, rows }: StatementResult): string {
  if (columns.length === 0) return "Done.";
  const numbers = columns.flatMap(({ type }, index) => (NUMBERS.test(type) ? [index] : []));
  const shown = plainTable(
    columns.map(({ name }) => name),
    numbers,
  );
  // A value is on one line, and steers no terminal.
  for (const row of rows) shown.push(row.map((value) => shownLine((value ?? "NULL").replaceAll(/\s+/g, " "))));
  return printed(shown);
}

/** RFC 4180; of NULL, nothing. */
const csv = ({ columns, rows }: StatementResult): string =>
  [columns.map(({ name }) => name), ...rows].map((row) => row.map(quoted).join(",")).join("\r\n");

const quoted = (value: string | null): string =>
  /[",\r\n]/.test(value ?? "") ? `"${(value ?? "").replaceAll('"', '""')}"` : (value ?? "");
