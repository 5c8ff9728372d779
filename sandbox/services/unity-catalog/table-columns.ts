import type { ColumnInfo } from "../../authority/unity-catalog/infos";
import { invalidParameter, ownMember } from "../../control-plane";

/** A column as a client describes it; what is left out gets its default. */
export type GivenColumn = Partial<ColumnInfo> & { mask?: object };

/** How types are called in SQL and in the API, where one word is not just the other in capitals. */
const API_NAMES: Readonly<Record<string, string>> = { bigint: "LONG", smallint: "SHORT", tinyint: "BYTE" };

/** How Spark's JSON calls the types that SQL calls otherwise. */
const SPARK_NAMES: Readonly<Record<string, string>> = {
  bigint: "long",
  smallint: "short",
  tinyint: "byte",
  int: "integer",
};

/** Describes a column as SQL's `name type` would. @param type for example `bigint` or `array<double>`. */
export function column(name: string, type: string, comment?: string): GivenColumn {
  const family = type.replace(/[<(].*/, "");
  const described = {
    name,
    type_text: type,
    type_name: ownMember(API_NAMES, family) ?? family.toUpperCase(),
    ...(comment ? { comment } : {}),
  };
  // Spark writes the types that contain others as trees.
  if (type.includes("<")) return described;
  const field = {
    name,
    type: ownMember(SPARK_NAMES, type) ?? type,
    nullable: true,
    metadata: comment ? { comment } : {},
  };
  return { ...described, type_json: JSON.stringify(field) };
}

/**
 * Columns with their defaults. Types are kept as they are given: the service does not check these either.
 * @throws INVALID_PARAMETER_VALUE for columns without a name, two of one name, or a mask.
 */
export function checkedColumns(given: readonly GivenColumn[]): ColumnInfo[] {
  const names = new Set<string>();
  return given.map(({ mask, ...described }, index) => {
    const { name, type_text = "", type_name = "" } = described;
    if (!name) throw invalidParameter(`Column ${index} has no name.`);
    if (mask) throw invalidParameter(`Column masks are not supported when a table is created: column '${name}'.`);
    if (names.has(name.toLowerCase())) throw invalidParameter(`Column '${name}' is there more than once.`);
    names.add(name.toLowerCase());
    return { position: index, nullable: true, ...described, name, type_text, type_name };
  });
}

/** The column of that name, whatever its case. */
export function columnNamed(columns: readonly ColumnInfo[], name: string): ColumnInfo | undefined {
  return columns.find((each) => each.name.toLowerCase() === name.toLowerCase());
}

/** @param what the request's field that names it. @throws INVALID_PARAMETER_VALUE for a column that the table lacks. */
export function requireColumn(
  table: { full_name: string; columns: readonly ColumnInfo[] },
  name: string,
  what: string,
): ColumnInfo {
  const found = columnNamed(table.columns, name);
  if (found) return found;
  const known = table.columns.map((each) => each.name).join(", ");
  throw invalidParameter(
    `Column '${name}' in ${what} does not exist in table '${table.full_name}', which has: ${known || "none"}.`,
  );
}
