import type { Path } from "./source-file";
import { isRecord } from "./stack-file";

/** The same values with another one at `path`; nothing of the given ones changes. */
export function withValue<Values>(values: Values, path: Path, value: unknown): Values;
export function withValue(values: unknown, [part, ...rest]: Path, value: unknown): unknown {
  if (part === undefined) return value;
  if (Array.isArray(values)) {
    return values.map((item: unknown, index) => (index === Number(part) ? withValue(item, rest, value) : item));
  }
  const record = isRecord(values) ? values : {};
  return { ...record, [part]: withValue(record[part], rest, value) };
}
