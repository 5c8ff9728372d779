import { isJsonObject } from "../../catalogue/json";
import { invalidParameter, parseCallerJson } from "../../control-plane";

/** Names that clients may use for types, and Spark's, which are kept. */
const SPARK_TYPES: Readonly<Record<string, string>> = {
  integer: "int",
  long: "bigint",
  short: "smallint",
  byte: "tinyint",
};

/** `array<integer>` → `array<int>`. */
function sparkType(type: string): string {
  const element = /^array<(.*)>$/.exec(type)?.[1];
  return element === undefined ? (SPARK_TYPES[type] ?? type) : `array<${sparkType(element)}>`;
}

/**
 * The columns of an index that is written to directly: their types by name, in the order of the names.
 * @param given a JSON object of names and types.
 * @throws ApiError 400 for what is none.
 */
export function indexColumns(given: string): Record<string, string> {
  const columns = parsed(given);
  if (!isJsonObject(columns) || Object.values(columns).some((type) => typeof type !== "string")) {
    throw invalidParameter("schema_json must be a JSON object of column names and types.");
  }
  const entries = Object.entries(columns).map(([name, type]): [string, string] => [name, sparkType(String(type))]);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function parsed(given: string): unknown {
  try {
    return parseCallerJson(given);
  } catch {
    return undefined;
  }
}
