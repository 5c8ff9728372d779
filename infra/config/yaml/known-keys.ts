import type { z } from "zod";
import { nearest } from "../../../wording/nearest";
import { alternativeWith, keysAt, valueAt } from "./schema-shape";
import type { Path } from "./source-file";
import { isRecord, unknownKey } from "./stack-file";

/** A key that the schema does not know. */
export interface Mistyped {
  /** Where it stands in the corrected values. */
  path: Path;
  key: string;
  /** What it was read as; undefined when it was left out. */
  meant: string | undefined;
  message: string;
}

/**
 * The values with every unknown key read as the one that was probably meant, or left out. What stands below such a key
 * can then be checked as well.
 */
export function withKnownKeys(
  schema: z.ZodType,
  values: Record<string, unknown>,
): { corrected: Record<string, unknown>; mistyped: Mistyped[] } {
  const mistyped: Mistyped[] = [];
  let corrected = values;
  for (;;) {
    // Below a key that is read anew there may be others, which show only then.
    const unknown = unknownKeysIn(schema, corrected);
    if (unknown.length === 0) return { corrected, mistyped };
    for (const found of unknown) {
      corrected = renamed(corrected, found);
      mistyped.push(found);
    }
  }
}

/** A path of the corrected values as it is in the given ones. */
export const asGiven = (path: Path, mistyped: readonly Mistyped[]): Path =>
  mistyped.reduceRight<Path>((given, { key, meant, path: parent }) => {
    const below = parent.every((part, index) => part === given[index]) && given[parent.length] === meant;
    return below && meant !== undefined ? [...parent, key, ...given.slice(parent.length + 1)] : given;
  }, path);

function unknownKeysIn(schema: z.ZodType, values: Record<string, unknown>): Mistyped[] {
  const issues = schema.safeParse(values).error?.issues ?? [];
  return issues.flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") return [];
    const path = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
    const known = keysAt(schema, values, path);
    const there = valueAt(values, path);
    const taken = new Set(isRecord(there) ? Object.keys(there) : []);
    return issue.keys.map((key): Mistyped => {
      const meant = nearest(key, known);
      const free = meant !== undefined && !taken.has(meant) ? meant : undefined;
      if (free !== undefined) taken.add(free);
      const elsewhere = alternativeWith(schema, values, path, key);
      const message = elsewhere === undefined ? unknownKey(key, known) : `"${key}" goes with ${elsewhere} only`;
      return { path, key, meant: free, message };
    });
  });
}

function renamed(values: Record<string, unknown>, { key, meant, path }: Mistyped): Record<string, unknown> {
  return changedAt(values, path, (there) =>
    Object.fromEntries(
      Object.entries(there).flatMap(([name, value]) => {
        if (name !== key) return [[name, value]];
        return meant === undefined ? [] : [[meant, value]];
      }),
    ),
  );
}

type KeysAndValues = Record<string, unknown>;

/** A copy in which the keys and values at `path` are changed. */
function changedAt(
  values: KeysAndValues,
  [part, ...rest]: Path,
  change: (there: KeysAndValues) => KeysAndValues,
): KeysAndValues {
  if (part === undefined) return change(values);
  const below = (value: unknown): unknown => {
    if (isRecord(value)) return changedAt(value, rest, change);
    const [index, ...further] = rest;
    if (!Array.isArray(value)) return value;
    return value.map((item, at) => (at === index && isRecord(item) ? changedAt(item, further, change) : item));
  };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, name === String(part) ? below(value) : value]),
  );
}
