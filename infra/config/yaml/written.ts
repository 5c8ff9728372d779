/** Stands for an encrypted value where the key that decrypts it is not at hand: `lakestage check` reads files only. */
export const ENCRYPTED = "[secret]";

/**
 * A number or a truth value that does not look in JavaScript as it looks in its file: `1.10`, `0012`, `True`. It keeps
 * the text that stands there, for what goes out as text or as JSON; see decision 0080.
 */
export class Written {
  constructor(
    readonly text: string,
    readonly value: number | boolean,
  ) {}
}

/** What stands in a file where text, a number or a truth value may. */
export type Scalar = string | number | boolean | Written;

/** A scalar letter by letter. */
export const textOf = (scalar: Scalar): string => (scalar instanceof Written ? scalar.text : String(scalar));

/** What a scalar comes to. */
const plain = (scalar: Scalar): string | number | boolean => (scalar instanceof Written ? scalar.value : scalar);

/** What a number comes to. */
export const numberOf = (number: number | Written): number => Number(plain(number));

/** As JSON, and many other languages, know numbers. */
const JSON_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/;

/**
 * What keeps a scalar from standing in JSON as it is written, ready to follow the setting's name; undefined for most.
 */
export function faultInJson(scalar: Scalar): string | undefined {
  const value = plain(scalar);
  if (typeof value !== "number") return undefined;
  if (!Number.isFinite(value)) return NO_NUMBER;
  if (isLost(textOf(scalar), value)) return TOO_SMALL;
  if (JSON_NUMBER.test(textOf(scalar))) return undefined;
  return "must be written as JSON has numbers, such as 12, 0.5 or 1e-7; in quotes it is text";
}

/**
 * What keeps a number from being what is written once it is one of JavaScript's, ready to follow the setting's name;
 * undefined for most.
 */
export function faultAsNumber({ text, value }: Written): string | undefined {
  if (typeof value === "boolean") return undefined;
  if (!Number.isFinite(value)) return NO_NUMBER;
  if (/^[-+]?0\d/.test(text)) return "must not begin with 0: some programs read such numbers as octal";
  if (isLost(text, value)) return TOO_SMALL;
  if (/^0[xo]/.test(text)) return Number.isSafeInteger(value) ? undefined : TOO_LONG;
  return digitsOf(text) === digitsOf(String(value)) ? undefined : TOO_LONG;
}

/** Of what YAML calls numbers, and nobody can count to. */
export const NO_NUMBER = "must be a number that ends: neither .nan nor .inf, nor one that is too large";

const TOO_LONG = "has more digits than a number keeps: shorten it";

const TOO_SMALL = "is so small a number that programs take it for 0: write 0, or a larger one";

/** Whether nothing is left of a number that is none to whoever reads it: 1e-400. */
const isLost = (text: string, value: number): boolean => value === 0 && /^[^eEx]*[1-9]/.test(text);

/** `0.30`, `.3` and `3e-1` → `3e-1` */
function digitsOf(decimal: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^([-+]?)(\d*)\.?(\d*)(?:[eE]([-+]?\d+))?$/.exec(decimal) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  const power = Number(exponent) - fraction.length + (digits.length - significant.length);
  return significant === "" ? "0" : `${sign === "-" ? "-" : ""}${significant}e${power}`;
}

/** JSON in which numbers stand as they are written: `1.0` is a float to whoever reads it. */
export function jsonOf(value: unknown): string {
  if (value instanceof Written) return typeof value.value === "number" ? value.text : String(value.value);
  if (Array.isArray(value)) return `[${value.map(jsonOf).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${jsonOf(member)}`).join(",")}}`;
}
