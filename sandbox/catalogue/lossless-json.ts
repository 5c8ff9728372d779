import { randomUUID } from "node:crypto";

/*
 * JSON whose integers keep all of their digits: those that no number can hold exactly are of type `bigint`. Few texts have
 * one, so that it is JSON's own parser that reads and writes them all, and only these a second time.
 */

/** Precedes the digits of a large integer while it is a text; nobody else writes it. */
const MARK = `${randomUUID()}:`;
/** No number below 2^53 has more digits than 16. Most texts with as many have them in a string, behind a quote. */
const LARGE = /[[:,\s]-?\d{16}|^-?\d{16}/;
const STRING_OR_INTEGER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const MARKED = new RegExp(`"${MARK}(-?\\d+)"`, "g");

/** @throws SyntaxError */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (!LARGE.test(text)) return value;
  const marked = text.replace(STRING_OR_INTEGER, (token) => (isLargeInteger(token) ? `"${MARK}${token}"` : token));
  return marked === text ? value : JSON.parse(marked, (_name, member: unknown) => unmarked(member));
}

/** What is undefined is left out, as JSON's own writer does. */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    // It takes everything else that documents and answers are made of.
    if (!(error instanceof TypeError)) throw error;
    return JSON.stringify(value, (_name, member: unknown) =>
      typeof member === "bigint" ? `${MARK}${member}` : member,
    ).replace(MARKED, "$1");
  }
}

/** An integer as a number, or as a `bigint` where a number would lose digits. */
export function integerOf(digits: string): number | bigint {
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : BigInt(digits);
}

/** For sorting: there is no difference between a number and a `bigint`. */
export const compareIntegers = (a: number | bigint, b: number | bigint): number => (a < b ? -1 : Number(a > b));

const isLargeInteger = (token: string): boolean => /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token));

const unmarked = (member: unknown): unknown =>
  typeof member === "string" && member.startsWith(MARK) ? BigInt(member.slice(MARK.length)) : member;
