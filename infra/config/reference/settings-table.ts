import type { z } from "zod";

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** One line of a table of settings. */
interface Row {
  setting: string;
  value: string;
  preset: string;
  meaning: string;
}

/**
 * The settings of an object as a table, and of objects in it by their path: `warehouse.size`, `models.<name>.label`,
 * `rateLimits[].key`.
 *
 * @param elsewhere Paths of groups of settings that another table has; the row names it instead of repeating it.
 */
export function settingsTable(object: JsonSchema, elsewhere: Readonly<Record<string, string>> = {}): string {
  const rows = members(object, [], elsewhere);
  return [
    "| setting | value | default | meaning |",
    "|---|---|---|---|",
    ...rows.map(({ setting, value, preset, meaning }) => `| \`${setting}\` | ${value} | ${preset} | ${meaning} |`),
  ].join("\n");
}

type Elsewhere = Readonly<Record<string, string>>;

function members(object: JsonSchema, path: string[], elsewhere: Elsewhere): Row[] {
  return Object.entries(object.properties ?? {}).flatMap(([key, member]) => {
    if (typeof member === "boolean") return [];
    const at = [...path, key];
    const needed = object.required?.includes(key) ?? false;
    const meaning = cell(member.description ?? "");
    const other = elsewhere[at.join(".")];
    if (other !== undefined) return [{ setting: at.join("."), value: other, preset: "", meaning }];
    const inner = innerObject(member);
    if (inner) {
      const preset = needed ? condition(path) : "";
      const group: Row = { setting: at.join("."), value: inner.value, preset, meaning };
      return [group, ...members(inner.object, [...path, `${key}${inner.suffix}`], elsewhere)];
    }
    const preset =
      member.default === undefined ? (needed ? condition(path) : "") : `\`${JSON.stringify(member.default)}\``;
    return [{ setting: at.join("."), value: kind(member), preset, meaning }];
  });
}

/** What an optional group of settings asks for is needed only where the group is there. */
const condition = (path: readonly string[]): string =>
  path.length > 0 ? `required in \`${path.join(".")}\`` : "required";

/** The settings that a setting consists of: directly, for each name of a map, or for each item of a list. */
function innerObject(schema: JsonSchema): { object: JsonSchema; value: string; suffix: string } | undefined {
  if (schema.properties) return { object: schema, value: "settings", suffix: "" };
  if (schema.oneOf) return { object: joined(alternatives(schema.oneOf)), value: "settings", suffix: "" };
  const [entry] = valuesOf(schema);
  if (entry?.properties) return { object: entry, value: "settings by name", suffix: ".<name>" };
  const [item] = itemsOf(schema);
  if (item?.properties) return { object: item, value: "list of settings", suffix: "[]" };
  return undefined;
}

/** Alternatives as one: a setting that has another constant in each may have any of them. */
function joined(schemas: readonly JsonSchema[]): JsonSchema {
  const keys = new Set(schemas.flatMap((schema) => Object.keys(schema.properties ?? {})));
  const properties = [...keys].map((key): [string, JsonSchema] => {
    const found = schemas.flatMap(({ properties = {} }) =>
      alternatives(key in properties ? [properties[key] ?? {}] : []),
    );
    const constants = found.flatMap((schema) => schema.const ?? []);
    const { const: _, ...first } = found[0] ?? {};
    const description = found.flatMap((schema) => schema.description ?? []).join(" Or: ");
    return [key, { ...first, ...(constants.length > 0 && { enum: constants }), description }];
  });
  const inAll = [...keys].filter((key) => schemas.every(({ required = [] }) => required.includes(key)));
  return { properties: Object.fromEntries(properties), required: inAll };
}

/** Formats and patterns in words; what a pattern allows stands in the message that a wrong value gets. */
const FORMATS: Readonly<Record<string, string>> = {
  cidrv4: "IPv4 network",
  email: "e-mail address",
  guid: "GUID",
  ipv4: "IPv4 address",
  uri: "address",
  uuid: "GUID",
};

function kind(schema: JsonSchema): string {
  if (schema.encrypted === true) return "encrypted text";
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(", ");
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.anyOf) return alternatives(schema.anyOf).map(kind).join(" or ");
  if (Array.isArray(schema.type)) return schema.type.map((type) => kind({ type })).join(" or ");
  if (schema.type === "boolean") return "`true` or `false`";
  if (schema.type === "integer") return `${schema.minimum} to ${schema.maximum}`;
  if (schema.type === "number") return "number";
  if (schema.type === "array") return `list: ${itemsOf(schema).map(kind).join(" or ")}`;
  if (schema.type === "object") return `names with ${valuesOf(schema).map(kind).join(" or ")}`;
  return FORMATS[schema.format ?? ""] ?? "text";
}

const alternatives = (schemas: readonly (JsonSchema | boolean)[]): JsonSchema[] =>
  schemas.filter((schema) => typeof schema !== "boolean");

const itemsOf = ({ items }: JsonSchema): JsonSchema[] =>
  Array.isArray(items) ? alternatives(items) : items === undefined ? [] : alternatives([items]);

const valuesOf = ({ additionalProperties }: JsonSchema): JsonSchema[] =>
  additionalProperties === undefined ? [] : alternatives([additionalProperties]);

const cell = (text: string): string => text.replaceAll("|", "\\|");
