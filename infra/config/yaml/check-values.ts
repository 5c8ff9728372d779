import type { z } from "zod";
import { listed, nearest } from "../../../wording/nearest";
import { asGiven, withKnownKeys } from "./known-keys";
import { isSet, keepsText, requiredKeysAt, valueAt } from "./schema-shape";
import type { Path } from "./source-file";
import { isRecord } from "./stack-file";
import { faultAsNumber, NO_NUMBER, Written } from "./written";

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
  given: Record<string, unknown>,
  missing: (path: Path, requiredKeys: readonly string[]) => string | undefined = () => undefined,
): Checked<z.output<Schema>> {
  const { faults, values } = asMeant(schema, given);
  const result = schema.safeParse(values);
  if (result.success && faults.length === 0) return { values: result.data };
  const { corrected, mistyped } = withKnownKeys(schema, values);
  const again = schema.safeParse(corrected);
  const pathAsGiven = (path: Path): Path => asGiven(path, mistyped);
  const wording = new Wording(schema, corrected, missing);
  // Of a key that was only guessed at, another kind of value says that the guess was wrong.
  const isGuess = ({ code, path }: Issue): boolean =>
    code === "invalid_type" &&
    mistyped.some(({ meant, path: parent }) => meant !== undefined && isSamePath([...parent, meant], path.map(partOf)));
  const violations = [
    ...mistyped.map(({ key, message, path }): Violation => ({ path: pathAsGiven([...path, key]), at: "key", message })),
    ...(again.error?.issues ?? [])
      .filter((issue, _, issues) => !isGuess(issue) && !followsFrom(issue, issues))
      .map((issue) => {
        const violation = wording.violation(issue);
        return { ...violation, path: pathAsGiven(violation.path) };
      }),
  ];
  const others = faults.filter(({ path }) => !violations.some((violation) => isSamePath(violation.path, path)));
  return { violations: [...violations, ...others], corrected, pathAsGiven };
}

/** What is no address at all has no range that could be too wide. */
const followsFrom = (issue: Issue, issues: readonly Issue[]): boolean => {
  const first = issues.find(({ path }) => isSamePath(path.map(partOf), issue.path.map(partOf)));
  return (
    first !== issue && first?.code === "invalid_format" && ["cidrv4", "ipv4", "email", "guid"].includes(first.format)
  );
};

const partOf = (part: PropertyKey): string | number => (typeof part === "number" ? part : String(part));

const isSamePath = (one: Path, other: Path): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Items that are in the list before. */
export const repeatedIn = <Item>(items: readonly Item[]): { index: number; item: Item }[] =>
  items.flatMap((item, index) => (items.indexOf(item) < index ? [{ index, item }] : []));

const namedTwice = (items: readonly unknown[], path: Path): Violation[] =>
  repeatedIn(items.map(comparable)).map(({ index }) => ({
    path: [...path, index],
    at: "value",
    message: `"${items[index]}" is named twice`,
  }));

/** No letter case tells two e-mail addresses apart. */
const comparable = (item: unknown): unknown =>
  typeof item === "string" && item.includes("@") ? item.toLowerCase() : item;

/** What the schema asks to be kept as it is written stays so; all other numbers and truth values are JavaScript's. */
function asMeant(
  schema: z.ZodType,
  given: Record<string, unknown>,
): { values: Record<string, unknown>; faults: Violation[] } {
  const faults: Violation[] = [];
  const meant = (value: unknown, path: Path): unknown => {
    if (Array.isArray(value)) {
      const items = value.map((item, index) => meant(item, [...path, index]));
      const twice = namedTwice(items, path);
      // The question takes the schema of all settings to be described: it is only asked where it matters.
      if (twice.length > 0 && isSet(schema, given, path)) faults.push(...twice);
      return items;
    }
    if (isRecord(value)) return record(value, path);
    if (!(value instanceof Written) || keepsText(schema, given, path)) return value;
    const fault = faultAsNumber(value);
    if (fault !== undefined) faults.push({ path, at: "value", message: `"${path.at(-1)}" ${fault}` });
    // What is no number is not to be told twice.
    return value.value;
  };
  const record = (value: Record<string, unknown>, path: Path): Record<string, unknown> =>
    Object.fromEntries(Object.entries(value).map(([key, member]) => [key, meant(member, [...path, key])]));
  return { values: record(given, []), faults };
}

/** What a message begins with: `"cidr"`, `item 2 of "emails"`. */
export function subjectOf(path: Path): string {
  const name = path.at(-1);
  return typeof name === "number" ? `item ${name + 1} of "${path.at(-2)}"` : `"${name}"`;
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
    const path = issue.path.map(partOf);
    if (issue.code === "invalid_key") {
      const name = path.at(-1);
      return { path, at: "key", message: `"${name}" ${issue.issues[0]?.message ?? "is no name to use here"}` };
    }
    return { path, at: "value", message: this.message(issue, subjectOf(path), path) };
  }

  private message(issue: Issue, subject: string, path: Path): string {
    const value = valueAt(this.values, path);
    if (value === undefined) {
      return this.missing(path, requiredKeysAt(this.schema, this.values, path)) ?? `missing key ${subject}`;
    }
    switch (issue.code) {
      case "invalid_type":
        if (issue.expected === "int") return `${subject} must be a whole number`;
        if (issue.expected === "number" && typeof value === "number") return `${subject} ${NO_NUMBER}`;
        return `${subject} must be ${article(issue.expected)}, not ${kindOf(value)}${remedy(issue.expected, value)}`;
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

/** What is text to people, and not to YAML. */
const remedy = (expected: string, value: unknown): string =>
  expected === "string" && ["number", "boolean"].includes(typeof value) ? ": put it in quotes" : "";

const article = (expected: string): string => NAMES[expected] ?? expected;

function kindOf(value: unknown): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  if (value instanceof Written) return kindOf(value.value);
  if (typeof value === "boolean") return `${value}`;
  return NAMES[typeof value] ?? typeof value;
}
