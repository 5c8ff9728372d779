import { z } from "zod";
import type { ColumnInfo } from "../../authority/unity-catalog/infos";
import { ownMember } from "../../control-plane";

type SparkType =
  | string
  | { type: "struct"; fields: SparkField[] }
  | { type: "array"; elementType: SparkType }
  | { type: "map"; keyType: SparkType; valueType: SparkType };

interface SparkField {
  name: string;
  type: SparkType;
  nullable: boolean;
  metadata?: Record<string, unknown> | undefined;
}

const typeSchema: z.ZodType<SparkType> = z.lazy(() =>
  z.union([
    z.string(),
    z.object({ type: z.literal("struct"), fields: z.array(fieldSchema) }),
    z.object({ type: z.literal("array"), elementType: typeSchema }).loose(),
    z.object({ type: z.literal("map"), keyType: typeSchema, valueType: typeSchema }).loose(),
  ]),
);

const fieldSchema: z.ZodType<SparkField> = z.object({
  name: z.string(),
  type: typeSchema,
  nullable: z.boolean(),
  metadata: z.record(z.string(), z.unknown()).optional(),
});

const structSchema = z.object({ type: z.literal("struct"), fields: z.array(fieldSchema) });

/** How SQL calls the types that Spark's JSON calls otherwise. */
const SQL_NAMES: Readonly<Record<string, string>> = {
  long: "bigint",
  short: "smallint",
  byte: "tinyint",
  integer: "int",
};

/** How the API calls them. */
const API_NAMES: Readonly<Record<string, string>> = { integer: "INT", void: "NULL" };

/** Unity Catalog's columns of a schema that Spark has written as JSON. @throws where it is none. */
export function columnsOfSchema(schemaJson: string, partitionColumns: readonly string[]): ColumnInfo[] {
  const { fields } = structSchema.parse(JSON.parse(schemaJson));
  return fields.map((field, position) => {
    const comment = field.metadata?.comment;
    const partition = partitionColumns.indexOf(field.name);
    return {
      name: field.name,
      type_text: textOf(field.type),
      type_name: nameOf(field.type),
      type_json: JSON.stringify({ metadata: {}, ...field }),
      ...numbersOf(field.type),
      position,
      nullable: field.nullable,
      ...(typeof comment === "string" ? { comment } : {}),
      ...(partition < 0 ? {} : { partition_index: partition }),
    };
  });
}

/** As SQL writes the type: `array<bigint>`. */
function textOf(type: SparkType): string {
  if (typeof type === "string") return ownMember(SQL_NAMES, type) ?? type;
  if (type.type === "array") return `array<${textOf(type.elementType)}>`;
  if (type.type === "map") return `map<${textOf(type.keyType)},${textOf(type.valueType)}>`;
  return `struct<${type.fields.map((field) => `${field.name}:${textOf(field.type)}`).join(",")}>`;
}

const nameOf = (type: SparkType): string => {
  const family = typeof type === "string" ? type.replace(/\(.*/, "") : type.type;
  return ownMember(API_NAMES, family) ?? family.toUpperCase();
};

function numbersOf(type: SparkType): Pick<ColumnInfo, "type_precision" | "type_scale"> {
  const [, precision, scale] = (typeof type === "string" && /^decimal\((\d+),(\d+)\)$/.exec(type)) || [];
  return precision ? { type_precision: Number(precision), type_scale: Number(scale) } : {};
}
