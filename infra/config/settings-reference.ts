import { z } from "zod";
import { environmentSections, estateSections } from "./schema/settings";

/** The generated part of `docs/settings.md`: every section and setting, as the schemas of the settings describe them. */
export function settingsReference(): string {
  return [
    ...Object.entries(estateSections).map(([name, schema]) => section(name, schema, "`Pulumi.yaml`")),
    ...Object.entries(environmentSections).map(([name, schema]) =>
      section(name, schema, "`Pulumi.<environment>.yaml`"),
    ),
  ].join("\n\n");
}

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** One line of a section's table. */
interface Row {
  setting: string;
  value: string;
  preset: string;
  meaning: string;
}

function section(name: string, schema: z.ZodType, file: string): string {
  const described: JsonSchema = z.toJSONSchema(schema, { io: "input" });
  const required = !schema.safeParse(undefined).success;
  const rows = members(described, []);
  return [
    `### \`lakestage:${name}\``,
    "",
    `${described.description ?? ""} In ${file}${required ? ", required" : ""}.`,
    "",
    "| setting | value | default | meaning |",
    "|---|---|---|---|",
    ...rows.map(({ setting, value, preset, meaning }) => `| \`${setting}\` | ${value} | ${preset} | ${meaning} |`),
  ].join("\n");
}

/** Settings of an object, and of objects in it by their path: `warehouse.size`. */
function members(object: JsonSchema, path: string[]): Row[] {
  return Object.entries(object.properties ?? {}).flatMap(([key, member]) => {
    if (typeof member === "boolean") return [];
    const at = [...path, key];
    if (member.properties) return [group(at, member), ...members(member, at)];
    const needed = object.required?.includes(key) ?? false;
    // What an optional group of settings asks for is needed only where the group is there.
    const condition = path.length > 0 ? `required in \`${path.join(".")}\`` : "required";
    const preset = member.default === undefined ? (needed ? condition : "") : `\`${JSON.stringify(member.default)}\``;
    return [{ setting: at.join("."), value: kind(member), preset, meaning: cell(member.description ?? "") }];
  });
}

const group = (path: string[], { description = "" }: JsonSchema): Row => ({
  setting: path.join("."),
  value: "settings",
  preset: "",
  meaning: cell(description),
});

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
  if (schema.anyOf) return alternatives(schema.anyOf).map(kind).join(" or ");
  if (schema.type === "boolean") return "`true` or `false`";
  if (schema.type === "integer") return `${schema.minimum} to ${schema.maximum}`;
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
