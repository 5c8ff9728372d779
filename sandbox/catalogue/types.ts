/** A container among the catalogue's types, and what it contains. Undefined for any other type. */
export function elementType(type: string): { container: "array" | "map"; element: string } | undefined {
  if (!type.endsWith(">")) return undefined;
  const open = type.indexOf("<");
  return { container: type.slice(0, open) as "array" | "map", element: type.slice(open + 1, -1) };
}

/** An integer written as text, as protocol buffers' JSON has 64-bit ones. */
const integerPattern = /^-?\d{1,19}$/;

export const isInteger = (text: string): boolean => integerPattern.test(text) && Number.isSafeInteger(Number(text));

export const isInt64 = (text: string): boolean => integerPattern.test(text) && isOf64Bits(BigInt(text));

const isOf64Bits = (value: bigint): boolean => BigInt.asIntN(64, value) === value;

/** What protocol buffers' JSON writes for a value that JSON has no number for. */
const floatTexts: ReadonlySet<unknown> = new Set(["NaN", "Infinity", "-Infinity"]);

const timestampPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;
const durationPattern = /^-?\d{1,12}(\.\d{1,9})?s$/;

const isNumber = (value: unknown): boolean => typeof value === "number" || typeof value === "bigint";

/** Whether a JSON value is of a primitive type, by the type's name. */
export const primitives: Readonly<Record<string, (value: unknown) => boolean>> = {
  any: () => true,
  bytes: () => true,
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  number: isNumber,
  float: (value) => isNumber(value) || floatTexts.has(value),
  integer: (value) => (typeof value === "string" ? isInteger(value) : Number.isInteger(value)),
  int64: (value) => {
    if (typeof value === "bigint") return isOf64Bits(value);
    return typeof value === "string" ? isInt64(value) : Number.isInteger(value);
  },
  timestamp: (value) => typeof value === "string" && timestampPattern.test(value),
  duration: (value) => typeof value === "string" && durationPattern.test(value),
};
