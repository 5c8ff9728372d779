/**
 * What Pulumi's engine takes an unquoted scalar of a file to be, where that is not what YAML 1.2 says: it reads with go-yaml
 * v3, which keeps the octal numbers, underscores and dates of YAML 1.1. Undefined where both agree.
 *
 * @param value what YAML 1.2 says it is.
 */
export function otherReading(text: string, value: unknown): string | undefined {
  if (isDate(text)) return "a date";
  const number = numberIn(text);
  if (number === undefined) return typeof value === "number" && Number.isFinite(value) ? "text" : undefined;
  if (typeof value !== "number") return `the number ${number}`;
  return Number(number) === value ? undefined : `${number}`;
}

/** The number that go-yaml finds; undefined for anything else. */
function numberIn(text: string): bigint | number | undefined {
  if (text.startsWith(".")) return /^\.\d+(_\d+)*([eE][-+]?\d+(_\d+)*)?$/.test(text) ? decimal(text) : undefined;
  if (!/^[-+\d]/.test(text)) return undefined;
  const plain = text.replaceAll("_", "");
  const [, sign, prefix, digits] = /^([-+]?)(0[xX]|0[oO]|0[bB]|0(?=\d)|)([\da-fA-F]+)$/.exec(plain) ?? [];
  if (digits !== undefined) {
    const whole = wholeIn(prefix ?? "", digits);
    if (whole !== undefined) return sign === "-" ? -whole : whole;
  }
  return /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/.test(plain) ? decimal(plain) : undefined;
}

const decimal = (text: string): number | undefined => {
  const number = Number(text.replaceAll("_", ""));
  return Number.isFinite(number) ? number : undefined;
};

const KINDS: Readonly<Record<string, readonly [prefix: string, digits: RegExp]>> = {
  "": ["", /^\d+$/],
  "0": ["0o", /^[0-7]+$/],
  "0o": ["0o", /^[0-7]+$/],
  "0x": ["0x", /^[\da-f]+$/i],
  "0b": ["0b", /^[01]+$/],
};

function wholeIn(prefix: string, digits: string): bigint | undefined {
  const [written, allowed] = KINDS[prefix.toLowerCase()] ?? [];
  if (written === undefined || !allowed?.test(digits)) return undefined;
  const whole = BigInt(`${written}${digits}`);
  return whole < 2n ** 64n ? whole : undefined;
}

/** With a zone after a T, and without one after a blank. */
const TIME_OF_DAY =
  /^(?:[Tt](?=.*(?:Z|[-+]\d\d:\d\d)$)| (?=[^Z+-]*$))(?:1?\d|0\d|2[0-3])(?::[0-5]?\d){2}(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)?$/;

/** `2026-11-30`, with a time of day or without. */
function isDate(text: string): boolean {
  const [, year, month, day, rest = ""] = /^(\d{4})-(\d{1,2})-(\d{1,2})((?:[Tt]| ).*)?$/.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isDay = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return isDay && (rest === "" || TIME_OF_DAY.test(rest));
}
