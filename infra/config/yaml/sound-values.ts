import type { z } from "zod";
import { isOpen, requiredKeysAt, shapesAt, valueAt } from "./schema-shape";
import type { Path } from "./source-file";
import { isRecord } from "./stack-file";
import { withValue } from "./with-value";

/**
 * What no check of meaning looks at, by its key: a mistake there hides none of theirs. What stands for it where it must be
 * there.
 */
const UNREGARDED: Readonly<Record<string, unknown>> = {
  aggregate: "first",
  capacity: "CU_1",
  dataType: "double",
  description: "-",
  redundancy: "LRS",
  refresh: "TRIGGERED",
  threshold: 0,
  whenEmpty: "ok",
  when: "above",
  workloadSize: "Small",
  workloadType: "CPU",
};

/**
 * Values as a schema takes them, with its defaults, as far as they can be judged: lists, and keys and values, stay as they
 * are given where only their number or an item's form is wrong; entries whose keys are free are left out where they are not
 * well formed; and a mistake in numbers, switches and what no check of meaning looks at is passed over. Undefined where
 * there is another.
 */
export function soundValues<Schema extends z.ZodType>(schema: Schema, values: unknown): z.output<Schema> | undefined {
  let given = values;
  // Each round takes something out, or puts something in its place.
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { output, issues } = leniently(schema, given);
    const hindering = issues.filter((issue) => !isOfForm(schema, issue, given));
    if (hindering.length === 0) return output;
    for (const issue of hindering) {
      const changed = passedOver(schema, given, pathOf(issue), issue);
      if (changed === undefined) return undefined;
      given = changed;
    }
  }
  return undefined;
}

const MOST_ROUNDS = 10;

/** Values of which some may be unknown: there, and undefined. */
export type Known<Values> = Values extends readonly unknown[] | Readonly<Record<string, string>>
  ? Values
  : Values extends object
    ? { [Key in keyof Values]: Known<Values[Key]> | undefined }
    : Values;

/**
 * Values as a schema takes them, with its defaults, as far as they are well formed: what is not is there, and undefined.
 * Undefined where nothing is known.
 */
export function knownValues<Schema extends z.ZodType>(
  schema: Schema,
  values: unknown,
): Known<z.output<Schema>> | undefined {
  const { output, issues } = leniently(schema, values);
  const unknown = issues.filter((issue) => !isOfForm(schema, issue, values)).map(pathOf);
  const known = unknown.reduce<unknown>((all, path) => {
    // What comes after it keeps its place in the list.
    if (typeof path.at(-1) === "number") return withValue(all, path, "");
    const entry = entryAround(schema, values, path);
    return entry === undefined ? withValue(all, path, undefined) : without(all, entry);
  }, output);
  return known as Known<z.output<Schema>> | undefined;
}

type Issue = z.core.$ZodRawIssue;

/** What a schema makes of values, and what it says against them. */
function leniently<Schema extends z.ZodType>(
  schema: Schema,
  values: unknown,
): { output: z.output<Schema> | undefined; issues: readonly Issue[] } {
  let output: z.output<Schema> | undefined;
  let issues: readonly Issue[] = [];
  const note = (payload: z.core.ParsePayload): boolean => {
    issues = [...payload.issues];
    return true;
  };
  const keep = (value: z.output<Schema>): void => {
    output = value;
  };
  schema.superRefine(keep, { when: note }).safeParse(values);
  return { output, issues };
}

const pathOf = ({ path = [] }: Issue): Path => path.map((part) => (typeof part === "number" ? part : String(part)));

/**
 * Whether it is the right kind of thing that stands there: a list, keys and values, or a text in a list or in an entry. What
 * is said of it elsewhere is true of what is given, and of what stands at one place one mistake is told.
 */
function isOfForm(schema: z.ZodType, issue: Issue, values: unknown): boolean {
  if (issue.continue !== true) return false;
  const path = pathOf(issue);
  const kind = kindOf(path.length === 0 ? values : valueAt(values, path));
  if (!shapesAt(schema, values, path).some(({ type }) => type === kind)) return false;
  return kind !== "string" || typeof path.at(-1) === "number" || entryAround(schema, values, path) !== undefined;
}

/** As JSON Schemas call it; undefined for what has no parts and is no text. */
function kindOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return "array";
  if (isRecord(value)) return "object";
  return typeof value === "string" ? "string" : undefined;
}

function passedOver(schema: z.ZodType, values: unknown, path: Path, issue: Issue): unknown {
  if (!isRecord(values)) return undefined;
  const key = path.at(-1);
  const isThere = valueAt(values, path) !== undefined;
  if (typeof key === "string") {
    if (key in UNREGARDED) return isThere ? without(values, path) : withValue(values, path, UNREGARDED[key]);
    if (isThere && isOfNumberOrSwitch(issue)) return without(values, path);
  }
  // What comes after it keeps its place in the list.
  if (typeof key === "number" && issue.code === "invalid_type" && issue.expected === "string")
    return withValue(values, path, "");
  const entry = entryAround(schema, values, path);
  return entry && without(values, isThere && isSpare(schema, values, path) ? path : entry);
}

/** The innermost entry among free keys that `path` is in. */
function entryAround(schema: z.ZodType, values: unknown, path: Path): Path | undefined {
  for (let length = path.length; length > 0; length--) {
    if (isOpen(schema, values, path.slice(0, length - 1))) return path.slice(0, length);
  }
  return undefined;
}

/** Whether nothing stands for it where it is left out. */
const isSpare = (schema: z.ZodType, values: unknown, path: Path): boolean =>
  typeof path.at(-1) === "string" &&
  !requiredKeysAt(schema, values, path.slice(0, -1)).includes(String(path.at(-1))) &&
  shapesAt(schema, values, path).every((shape) => shape.default === undefined);

/** Without what is at `path`, whose last part is a key. */
function without(values: unknown, path: Path): unknown {
  const [holder, key] = [path.slice(0, -1), path.at(-1)];
  const members = Object.entries(valueAt(values, holder) ?? {}).filter(([name]) => name !== key);
  return withValue(values, holder, Object.fromEntries(members));
}

function isOfNumberOrSwitch(issue: Issue): boolean {
  if (issue.code === "invalid_type") return ["number", "int", "boolean"].includes(issue.expected);
  return (issue.code === "too_small" || issue.code === "too_big") && ["number", "int"].includes(issue.origin);
}
