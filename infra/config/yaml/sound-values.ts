import type { z } from "zod";
import { valueAt } from "./schema-shape";
import type { Path } from "./source-file";
import { isRecord } from "./stack-file";

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
 * Values as a schema takes them, with its defaults, but for numbers, switches and what no check of meaning looks at: a
 * mistake in one of these is passed over. Undefined where there is another.
 */
export function soundValues<Schema extends z.ZodType>(schema: Schema, values: unknown): z.output<Schema> | undefined {
  let given = values;
  // Each round takes something out, or puts something in its place.
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { data, error } = schema.safeParse(given);
    if (!error) return data;
    for (const issue of error.issues) {
      const path = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
      const changed = passedOver(given, path, issue);
      if (changed === undefined) return undefined;
      given = changed;
    }
  }
  return undefined;
}

const MOST_ROUNDS = 10;

/** Sections of which each entry, and each part of it, is judged by itself: what is not well formed is left out. */
const ENTRIES: readonly (string | number | undefined)[] = ["thresholds", "sliceThresholds"];

function passedOver(values: unknown, path: Path, issue: z.core.$ZodIssue): unknown {
  const key = path.at(-1);
  if (typeof key !== "string" || !isRecord(values)) return undefined;
  const isThere = valueAt(values, path) !== undefined;
  if (ENTRIES.includes(path.at(-2)) || ENTRIES.includes(path.at(-3))) return withValue(values, path, undefined);
  if (key in UNREGARDED) return withValue(values, path, isThere ? undefined : UNREGARDED[key]);
  return isThere && isOfNumberOrSwitch(issue) ? withValue(values, path, undefined) : undefined;
}

function isOfNumberOrSwitch(issue: z.core.$ZodIssue): boolean {
  if (issue.code === "invalid_type") return ["number", "int", "boolean"].includes(issue.expected);
  return (issue.code === "too_small" || issue.code === "too_big") && ["number", "int"].includes(issue.origin);
}

/** A copy with another value at `path`; without one, where it is undefined. Lists on the way are left as they are. */
function withValue(values: Record<string, unknown>, [key, ...rest]: Path, value: unknown): Record<string, unknown> {
  if (key === undefined) return values;
  const below = values[key];
  const { [key]: _, ...others } = values;
  if (rest.length > 0) return { ...values, [key]: isRecord(below) ? withValue(below, rest, value) : below };
  return value === undefined ? others : { ...others, [key]: value };
}
