import { InvalidCondition } from "./invalid-condition";

/** A part of a condition's text, as the language parts it. */
export interface Token {
  kind: "symbol" | "text" | "number" | "attribute" | "word";
  /** Without the quotation marks of a text. */
  text: string;
}

const FORMS: readonly (readonly [Token["kind"], RegExp])[] = [
  ["symbol", /&&|\|\||[(){},!]/y],
  ["text", /'((?:[^'\\]|\\.)*)'/y],
  ["attribute", /@\w+\[[^\]]*\]/y],
  // GUIDs are written without quotation marks, and may begin with a digit.
  ["word", /[A-Za-z][\w:-]*|[0-9a-f]+-[0-9a-f-]+/iy],
  ["number", /-?\d+/y],
];

/** @throws InvalidCondition for a character that begins no part. */
export function tokensOf(condition: string): Token[] {
  const tokens: Token[] = [];
  const blank = /\s*/y;
  let at = 0;
  const skip = (form: RegExp): RegExpExecArray | null => {
    form.lastIndex = at;
    const match = form.exec(condition);
    at += match?.[0].length ?? 0;
    return match;
  };
  for (skip(blank); at < condition.length; skip(blank)) tokens.push(next(skip, () => condition.slice(at, at + 20)));
  return tokens;
}

function next(skip: (form: RegExp) => RegExpExecArray | null, rest: () => string): Token {
  for (const [kind, form] of FORMS) {
    const match = skip(form);
    if (match) return { kind, text: match[1] ?? match[0] };
  }
  throw new InvalidCondition(`'${rest()}'`);
}
