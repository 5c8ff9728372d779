import type { z } from "zod";
import { listed, nearest } from "../../../wording/nearest";
import { asGiven, withKnownKeys } from "./known-keys";
import { requiredKeysAt, valueAt } from "./schema-shape";
import type { Path } from "./source-file";

/** Something wrong with a value; `key` when the last part of the path is itself the mistake. */
export interface Violation {
  path: Path;
  at: "key" | "value";
  message: string;
}

export type Checked<Values> =
  | { values: Values }
  | {
      violations: Violation[];
      /** The values with mistyped keys as they were meant, for checks of what is sound in them. */
      corrected: Record<string, unknown>;
      /** Where a path of the corrected values is in the given ones. */
      pathAsGiven: (path: Path) => Path;
    };

/**
 * Checks values against a schema, in words that a user understands; messages never repeat a value, which may be a
 * secret. A mistyped key is read as what it was meant to be, so that it hides no other mistake.
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
  const { corrected, mistyped } = withKnownKeys(schema, values);
  const again = schema.safeParse(corrected);
  const pathAsGiven = (path: Path): Path => asGiven(path, mistyped);
  const wording = new Wording(schema, corrected, missing);
  const violations = [
    ...mistyped.map(({ key, message, path }): Violation => ({ path: pathAsGiven([...path, key]), at: "key", message })),
    ...(again.error?.issues ?? []).map((issue) => {
      const violation = wording.violation(issue);
      return { ...violation, path: pathAsGiven(violation.path) };
    }),
  ];
  return { violations, corrected, pathAsGiven };
}

type Issue = z.core.$ZodIssue;

/** Says what is wrong with values of a schema. */
class Wording {
  constructor(
    private readonly schema: z.ZodType,
    private readonly values: Record<string, unknown>,
    private readonly missing: (path: Path, requiredKeys: readonly string[]) => string | undefined,
  ) {}

  violation(issue: Issue): Violation {
    const path = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
    const name = path.at(-1);
    if (issue.code === "invalid_key") {
      return { path, at: "key", message: `"${name}" ${issue.issues[0]?.message ?? "is no name to use here"}` };
    }
    const subject = typeof name === "number" ? `item ${name + 1} of "${path.at(-2)}"` : `"${name}"`;
    return { path, at: "value", message: this.message(issue, subject, path) };
  }

  private message(issue: Issue, subject: string, path: Path): string {
    const value = valueAt(this.values, path);
    if (value === undefined) {
      return this.missing(path, requiredKeysAt(this.schema, this.values, path)) ?? `missing key ${subject}`;
    }
    switch (issue.code) {
      case "invalid_type":
        return issue.expected === "int"
          ? `${subject} must be a whole number`
          : `${subject} must be ${article(issue.expected)}, not ${kindOf(value)}`;
      case "invalid_value":
        return `${subject} must be ${oneOf(issue.values.map(String), value)}`;
      default:
        return `${subject} ${issue.message}`;
    }
  }
}

function oneOf(allowed: readonly string[], value: unknown): string {
  const meant = typeof value === "string" ? nearest(value, allowed) : undefined;
  return `${listed(allowed)}${meant === undefined ? "" : `; did you mean "${meant}"?`}`;
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
