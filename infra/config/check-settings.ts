import { z } from "zod";
import { listed, nearest } from "./nearest";
import { type Settings, settingsSchema } from "./schema/settings";
import type { Path } from "./source-file";
import { isRecord, unknownKey } from "./stack-file";

/** Something wrong with a value; `key` when the last part of the path is itself the mistake. */
export interface Violation {
  path: Path;
  at: "key" | "value";
  message: string;
}

export type Checked = { settings: Settings } | { violations: Violation[] };

/** Checks the merged values of all sections; messages never repeat a value, which may be a secret. */
export function checkSettings(values: Record<string, unknown>): Checked {
  const result = settingsSchema.safeParse(values);
  if (result.success) return { settings: result.data };
  const unknown = result.error.issues.filter((issue) => issue.code === "unrecognized_keys");
  // A mistyped key is also a missing one; said once is enough.
  const mistyped = new Set(
    unknown.flatMap(({ keys, path }) => keys.map((key) => pathText([...path, meantBy(key, path)]))),
  );
  const issues = result.error.issues.filter(
    ({ path }) => !(mistyped.has(pathText(path)) && valueAt(values, path) === undefined),
  );
  return { violations: issues.flatMap((issue) => violations(issue, values)) };
}

const pathText = (path: readonly PropertyKey[]): string => path.map(String).join(".");

const meantBy = (key: string, path: readonly PropertyKey[]): string => nearest(key, keysAt(path.map(String))) ?? key;

type Issue = z.core.$ZodIssue;

function violations(issue: Issue, values: unknown): Violation[] {
  const path = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ path: [...path, key], at: "key", message: unknownKey(key, keysAt(path)) }));
  }
  const name = path.at(-1);
  const subject = typeof name === "number" ? `item ${name + 1} of "${path.at(-2)}"` : `"${name}"`;
  const value = valueAt(values, path);
  return [{ path, at: "value", message: message(issue, subject, value, path) }];
}

function message(issue: Issue, subject: string, value: unknown, path: Path): string {
  if (value === undefined) {
    return path.length === 1
      ? `missing section "lakestage:${path[0]}": it needs ${listed(requiredKeysAt(path))}`
      : `missing key ${subject}`;
  }
  switch (issue.code) {
    case "invalid_type":
      return issue.expected === "int"
        ? `${subject} must be a whole number`
        : `${subject} must be ${article(issue.expected)}, not ${kindOf(value)}`;
    case "invalid_value": {
      const allowed = issue.values.map(String);
      const meant = typeof value === "string" ? nearest(value, allowed) : undefined;
      return `${subject} must be ${listed(allowed)}${meant === undefined ? "" : `; did you mean "${meant}"?`}`;
    }
    default:
      return `${subject} ${issue.message}`;
  }
}

const NAMES: Record<string, string> = {
  string: "text",
  number: "a number",
  boolean: "true or false",
  object: "keys and values",
  record: "keys and values",
  array: "a list",
};

const article = (expected: string): string => NAMES[expected] ?? expected;

function kindOf(value: unknown): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "boolean") return `${value}`;
  return NAMES[typeof value] ?? typeof value;
}

const valueAt = (values: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, part) => {
    if (Array.isArray(value)) return value[Number(part)];
    return isRecord(value) ? value[String(part)] : undefined;
  }, values);

/** What the schema allows at `path`, read from its JSON Schema: zod keeps no public door to a nested shape. */
function schemaAt(path: Path): Record<string, unknown> {
  let schema: unknown = z.toJSONSchema(settingsSchema, { io: "input", unrepresentable: "any" });
  for (const part of path) {
    if (!isRecord(schema)) return {};
    const properties = schema.properties;
    schema = isRecord(properties) ? properties[String(part)] : (schema.items ?? schema.additionalProperties);
  }
  return isRecord(schema) ? schema : {};
}

const keysAt = (path: Path): string[] => {
  const { properties } = schemaAt(path);
  return isRecord(properties) ? Object.keys(properties) : [];
};

const requiredKeysAt = (path: Path): string[] => {
  const { required } = schemaAt(path);
  return Array.isArray(required) ? required.map(String) : [];
};
