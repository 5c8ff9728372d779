import { parse } from "yaml";
import type { Random } from "../../fuzz/random";

const WORDS = [
  "late",
  "naïve café",
  "列車",
  "🚆 trains",
  "a b",
  "it's",
  'say "so"',
  "{catalog}",
  "back\\slash",
  "10 %",
  "x=y",
  "-x",
  "true",
  "null",
  "1.10",
  "yes",
] as const;

/** Scalars as people write them, all of one line. */
export function scalarOf(random: Random): string {
  const digits = (count: number): string => Array.from({ length: count }, () => random.below(10)).join("");
  const whole = (): string => `${1 + random.below(9)}${digits(random.below(4))}`;
  const kinds: readonly [() => string, ...(() => string)[]] = [
    whole,
    () => `-${whole()}`,
    () => `+${whole()}`,
    () => `0${digits(1 + random.below(4))}`,
    () => `${1 + random.below(9)}${digits(17 + random.below(8))}`,
    () => `${random.below(20)}.${digits(1 + random.below(3))}`,
    () => `${random.below(20)}.${digits(random.below(2))}0`,
    () => `0.${digits(18 + random.below(6))}`,
    () => `.${digits(2)}`,
    () => `${whole()}.`,
    () => `${random.below(10)}${random.of(["e", "E"])}${random.of(["", "+", "-"])}${random.below(30)}`,
    () => `${random.below(10)}.${digits(2)}e${random.of(["", "-"])}${random.below(400)}`,
    () => `${digits(6)}e${random.below(10)}`,
    () => `0x${random.below(65536).toString(16)}`,
    () => `0o${random.below(512).toString(8)}`,
    () => `0b${random.below(64).toString(2)}`,
    () => `${whole()}_${digits(3)}`,
    () => random.of([".nan", ".inf", "-.inf", ".NaN", "1e999"]),
    () => random.of(["true", "True", "FALSE", "yes", "no", "on", "off", "y"]),
    () => random.of(["null", "~", "Null", "NULL"]),
    () => `20${digits(2)}-${random.of(["1", "01", "12"])}-${random.of(["9", "09", "30"])}`,
    () => `2026-11-30T${random.of(["10", "23"])}:00:00Z`,
    () => `${random.below(24)}:${digits(2)}`,
    () => `${digits(1)}.${digits(1)}.${digits(2)}`,
    () => JSON.stringify(random.of(WORDS)),
    () => `'${random.of(WORDS).replaceAll("'", "''")}'`,
    () => JSON.stringify(whole()),
    () => `'0${digits(3)}'`,
    () => `"\\u00e9\\t${digits(2)}"`,
    () => random.of(["late", "arrivals_2", "Standard_D8ds_v5", "naïve", "列車", "main"]),
  ];
  return random.of(kinds)();
}

export const isQuoted = (scalar: string): boolean => /^["']/.test(scalar);

/** What YAML 1.2 says that it is. */
export const meant = (scalar: string): unknown => parse(scalar, { intAsBigInt: true });

/** Whether a number of JavaScript's is the one that is written, to its last digit. */
export function isSameNumber(scalar: string, value: number): boolean {
  const is = meant(scalar);
  if (typeof is === "bigint") return Number.isSafeInteger(value) && BigInt(value) === is;
  const digits = (text: string): string =>
    text
      .replace(/[eE].*$/, "")
      .replace(/\D/g, "")
      .replace(/^0+|0+$/g, "");
  return is === value && digits(scalar).length <= 17 && digits(String(value)) === digits(scalar);
}
