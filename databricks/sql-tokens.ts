/** A piece of Databricks SQL that means something: no blank, and no comment. */
export interface SqlToken {
  kind: "word" | "quoted" | "text" | "number" | "parameter" | "sign";
  /** As it is written; of a quoted name what is between the quotes. */
  text: string;
  /** Where it begins in the text that it is of. */
  at: number;
}

/** One kind of piece after the other, as they are tried. What is begun and not ended is matched to the end of the text. */
const PIECES: readonly [SqlToken["kind"] | "comment", RegExp][] = [
  ["comment", /--[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$)/y],
  ["text", /r?'(?:[^'\\]|\\[\s\S]|'')*(?:'|$)|r?"(?:[^"\\]|\\[\s\S]|"")*(?:"|$)/iy],
  ["quoted", /`(?:[^`]|``)*(?:`|$)/y],
  ["number", /(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?[a-z]{0,2}/iy],
  ["word", /[\p{L}_][\p{L}\p{N}_]*/uy],
  ["sign", /::|\|>|\|\||->|[<>!=]=|<=>|<>|[^\s]/y],
];

/** What a statement cannot be read for, ready to follow on a setting's name. */
export class SqlFault {
  constructor(readonly message: string) {}
}

/** The pieces of a text; or why there are none. */
export function sqlTokens(sql: string): SqlToken[] | SqlFault {
  const tokens: SqlToken[] = [];
  let at = 0;
  while (at < sql.length) {
    if (/\s/.test(sql.charAt(at))) {
      at++;
      continue;
    }
    const [kind, text] = pieceAt(sql, at);
    const fault = unended(kind, text);
    if (fault) return fault;
    at += text.length;
    if (kind === "comment") continue;
    tokens.push({
      kind,
      at: at - text.length,
      text: kind === "quoted" ? text.slice(1, -1).replaceAll("``", "`") : text,
    });
  }
  return withParameters(tokens);
}

function pieceAt(sql: string, at: number): [SqlToken["kind"] | "comment", string] {
  for (const [kind, pattern] of PIECES) {
    pattern.lastIndex = at;
    const text = pattern.exec(sql)?.[0];
    if (text) return [kind, text];
  }
  return ["sign", sql.charAt(at)];
}

const isEnded = (text: string, end: string): boolean => text.replace(/^r/i, "").length > 1 && text.endsWith(end);

function unended(kind: SqlToken["kind"] | "comment", text: string): SqlFault | undefined {
  if (kind === "text" && !isEnded(text, text.replace(/^r/i, "").charAt(0)))
    return new SqlFault("has a quoted text without its end");
  if (kind === "quoted" && !isEnded(text, "`")) return new SqlFault("has a quoted name without its end");
  if (kind === "comment" && text.startsWith("/*") && !/^\/\*[\s\S]*\*\/$/.test(text)) {
    return new SqlFault("has a comment without its end");
  }
  return undefined;
}

/** `:limit` and `?` are values to come; the colon of `payload:user`, `a[1:2]` and `x::int` is none. */
function withParameters(tokens: readonly SqlToken[]): SqlToken[] {
  const marked: SqlToken[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const [token, next] = [tokens[index], tokens[index + 1]];
    if (!token) continue;
    const before = marked.at(-1);
    const follows = before && (before.kind !== "sign" || /^[)\]]$/.test(before.text)) && !isKeyword(before);
    if (token.kind === "sign" && token.text === ":" && next?.kind === "word" && !follows) {
      marked.push({ ...token, kind: "parameter", text: `:${next.text}` });
      index++;
    } else {
      marked.push(token.kind === "sign" && token.text === "?" ? { ...token, kind: "parameter" } : token);
    }
  }
  return marked;
}

/** After these no path into a value begins. */
export const isKeyword = ({ kind, text }: SqlToken): boolean =>
  kind === "word" &&
  /^(select|where|and|or|not|on|in|like|ilike|rlike|between|then|else|when|case|limit|offset|by|having|is|as|from|distinct)$/i.test(
    text,
  );

const CLOSING = new Map([
  ["(", ")"],
  ["[", "]"],
]);

/** What nobody can read: brackets that do not match. */
export function bracketFault(tokens: readonly SqlToken[]): string | undefined {
  const open: string[] = [];
  for (const { kind, text } of tokens) {
    if (kind !== "sign") continue;
    const end = CLOSING.get(text);
    if (end !== undefined) open.push(end);
    else if ((text === ")" || text === "]") && open.pop() !== text) return `has a "${text}" that nothing opens`;
    else if (text === "{" || text === "}") return `has a "${text}" outside of quoted text`;
  }
  return open.length === 0 ? undefined : `has a bracket without its "${open.at(-1)}"`;
}

export const isSign = ({ kind, text }: SqlToken, sign: string): boolean => kind === "sign" && text === sign;
export const isWord = (token: SqlToken | undefined, pattern: RegExp): boolean =>
  token?.kind === "word" && pattern.test(token.text);

/** A value to come that nobody gives. */
export function parameterFault(tokens: readonly SqlToken[]): string | undefined {
  const parameter = tokens.find(({ kind }) => kind === "parameter");
  return parameter && `has a parameter ${parameter.text}, to which nobody gives a value`;
}
