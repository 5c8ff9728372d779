import { z } from "zod";
import { listed, nearest } from "./nearest";
import type { Path } from "./source-file";
import { isRecord, unknownKey } from "./stack-file";

/** Something wrong with a value; `key` when the last part of the path is itself the mistake. */
export interface Violation {
  path: Path;
  at: "key" | "value";
  message: string;
}

export type Checked<Values> = { values: Values } | { violations: Violation[] };

/**
 * Checks values against a schema, in words that a user understands; messages never repeat a value, which may be a
 * secret.
 *
 * @param missing What to say of a missing value where the usual `missing key "x"` does not do.
 */
export function checkValues<Schema extends z.ZodType>(
  schema: Schema,
  values: Record<string, unknown>,
  missing: (path: Path, requiredKeys: readonly string[]) => string | undefined = () => undefined,
): Checked<z.output<Schema>> {
  const result = schema.safeParse(values);
  if (result.success) return { values: result.data };
  const checker = new Checker(schema, values, missing);
  return { violations: checker.violations(result.error.issues) };
}

type Issue = z.core.$ZodIssue;

class Checker {
  constructor(
    private readonly schema: z.ZodType,
    private readonly values: Record<string, unknown>,
    private readonly missing: (path: Path, requiredKeys: readonly string[]) => string | undefined,
  ) {}

  violations(issues: Issue[]): Violation[] {
    const unknown = issues.filter((issue) => issue.code === "unrecognized_keys");
    // A mistyped key is also a missing one; said once is enough.
    const mistyped = new Set(
      unknown.flatMap(({ keys, path }) => keys.map((key) => pathText([...path, this.meantBy(key, path)]))),
    );
    return issues
      .filter(({ path }) => !(mistyped.has(pathText(path)) && valueAt(this.values, path) === undefined))
      .flatMap((issue) => this.violationsOf(issue));
  }

  private violationsOf(issue: Issue): Violation[] {
    const path = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        path: [...path, key],
        at: "key",
        message: unknownKey(key, this.keysAt(path)),
      }));
    }
    const name = path.at(-1);
    if (issue.code === "invalid_key") {
      return [{ path, at: "key", message: `"${name}" ${issue.issues[0]?.message ?? "is no name to use here"}` }];
    }
    const subject = typeof name === "number" ? `item ${name + 1} of "${path.at(-2)}"` : `"${name}"`;
    return [{ path, at: "value", message: this.message(issue, subject, path) }];
  }

  private message(issue: Issue, subject: string, path: Path): string {
    const value = valueAt(this.values, path);
    if (value === undefined) return this.missing(path, this.requiredKeysAt(path)) ?? `missing key ${subject}`;
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

  private meantBy(key: string, path: readonly PropertyKey[]): string {
    return nearest(key, this.keysAt(path.map(String))) ?? key;
  }

  private keysAt(path: Path): string[] {
    return this.schemasAt(path).flatMap(({ properties }) => (isRecord(properties) ? Object.keys(properties) : []));
  }

  private requiredKeysAt(path: Path): string[] {
    return this.schemasAt(path).flatMap(({ required }) => (Array.isArray(required) ? required.map(String) : []));
  }

  /** What the schema allows at `path`, read from its JSON Schema: zod keeps no public door to a nested shape. */
  private schemasAt(path: Path): Record<string, unknown>[] {
    let schemas = alternatives(z.toJSONSchema(this.schema, { io: "input", unrepresentable: "any" }));
    for (const part of path) {
      schemas = schemas.flatMap(({ additionalProperties, items, properties }) =>
        alternatives(isRecord(properties) ? properties[String(part)] : (items ?? additionalProperties)),
      );
    }
    return schemas;
  }
}

/** A schema, or those of which a value may fit any. */
function alternatives(schema: unknown): Record<string, unknown>[] {
  if (!isRecord(schema)) return [];
  const several = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  return Array.isArray(several) ? several.flatMap(alternatives) : [schema];
}

const pathText = (path: readonly PropertyKey[]): string => path.map(String).join(".");

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
