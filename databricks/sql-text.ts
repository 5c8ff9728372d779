/** A piece of Databricks SQL that means something: no blank, and no comment. */
interface SqlToken {
  kind: "word" | "quoted" | "text" | "number" | "parameter" | "sign";
  /** As it is written; of a quoted name what is between the quotes. */
  text: string;
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
class SqlFault {
  constructor(readonly message: string) {}
}

/** The pieces of a text; or why there are none. */
function sqlTokens(sql: string): SqlToken[] | SqlFault {
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
    tokens.push({ kind, text: kind === "quoted" ? text.slice(1, -1).replaceAll("``", "`") : text });
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
      marked.push({ kind: "parameter", text: `:${next.text}` });
      index++;
    } else {
      marked.push(token.kind === "sign" && token.text === "?" ? { ...token, kind: "parameter" } : token);
    }
  }
  return marked;
}

/** After these no path into a value begins. */
const isKeyword = ({ kind, text }: SqlToken): boolean =>
  kind === "word" &&
  /^(select|where|and|or|not|on|in|like|ilike|rlike|between|then|else|when|case|limit|offset|by|having|is|as|from|distinct)$/i.test(
    text,
  );

const CLOSING = new Map([
  ["(", ")"],
  ["[", "]"],
]);

/** What nobody can read: brackets that do not match. */
function bracketFault(tokens: readonly SqlToken[]): string | undefined {
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

const isSign = ({ kind, text }: SqlToken, sign: string): boolean => kind === "sign" && text === sign;
const isWord = (token: SqlToken | undefined, pattern: RegExp): boolean =>
  token?.kind === "word" && pattern.test(token.text);

/** Statements that answer no rows. */
const NO_QUERY =
  /^(alter|analyze|begin|cache|clear|comment|copy|create|declare|delete|deny|drop|execute|grant|insert|merge|msck|optimize|refresh|reorg|repair|reset|restore|revoke|set|truncate|undrop|update|use|vacuum)$/i;

/** Why a text is no query that runs by itself; undefined for one that may be. */
export function queryFault(sql: string): string | undefined {
  const tokens = sqlTokens(sql);
  if (tokens instanceof SqlFault) return tokens.message;
  const end = tokens.findIndex((token) => isSign(token, ";"));
  if (tokens.length === 0 || end === 0) return "holds no query";
  if (end >= 0 && tokens.slice(end).some((token) => !isSign(token, ";"))) {
    return "must be one statement: only the first one's answer would be looked at";
  }
  if (isWord(tokens[0], NO_QUERY))
    return `must be a query: ${tokens[0]?.text.toUpperCase()} answers nothing to look at`;
  return parameterFault(tokens) ?? bracketFault(tokens);
}

/** Why a text is no expression of a row's columns; undefined for one that may be. */
export function expressionFault(sql: string): string | undefined {
  const tokens = sqlTokens(sql);
  if (tokens instanceof SqlFault) return tokens.message;
  if (tokens.length === 0) return "holds no expression";
  if (tokens.some((token) => isSign(token, ";"))) return "must be one expression, without a ;";
  const query = tokens.find((token) => isWord(token, /^(select|join)$/i));
  if (query) return `must be an expression: it cannot hold ${query.text.toUpperCase()}`;
  return parameterFault(tokens) ?? bracketFault(tokens);
}

function parameterFault(tokens: readonly SqlToken[]): string | undefined {
  const parameter = tokens.find(({ kind }) => kind === "parameter");
  return parameter && `has a parameter ${parameter.text}, to which nobody gives a value`;
}

/** An expression as it is compared: without blanks, quotes of names, comments and letter case outside of text. */
export function comparable(sql: string): string {
  const tokens = sqlTokens(sql);
  if (tokens instanceof SqlFault) return sql;
  return tokens.map(({ kind, text }) => (kind === "text" ? text : text.toLowerCase())).join(" ");
}

/** What ends a list of selected columns. */
const AFTER_COLUMNS =
  /^(from|where|group|having|order|limit|offset|union|intersect|except|minus|lateral|window|qualify|cluster|distribute|sort)$/i;

/** Names of the columns that a query answers with, where its text tells all of them. */
export function selectedColumns(sql: string): string[] | undefined {
  const tokens = sqlTokens(sql);
  if (tokens instanceof SqlFault) return undefined;
  const columns = columnsOf(tokens);
  const names = columns?.map(nameOfColumn);
  return names?.every((name) => name !== undefined) ? names : undefined;
}

/** The pieces of each column. */
function columnsOf(tokens: readonly SqlToken[]): SqlToken[][] | undefined {
  if (!isWord(tokens[0], /^(select|with)$/i)) return undefined;
  const columns: SqlToken[][] = [];
  let depth = 0;
  let isInside = false;
  for (const [index, token] of tokens.entries()) {
    if (isSign(token, "(") || isSign(token, "[")) depth++;
    if (isSign(token, ")") || isSign(token, "]")) depth--;
    const isDistinctFrom = isWord(token, /^from$/i) && isWord(tokens[index - 1], /^distinct$/i) && index > 2;
    if (!isInside) {
      if (depth === 0 && isWord(token, /^select$/i)) {
        isInside = true;
        columns.push([]);
      }
    } else if (depth === 0 && ((isWord(token, AFTER_COLUMNS) && !isDistinctFrom) || isSign(token, ";"))) {
      return columns;
    } else if (depth === 0 && isSign(token, ",")) {
      columns.push([]);
    } else if (columns.length > 1 || columns[0]?.length !== 0 || !isWord(token, /^(distinct|all)$/i)) {
      columns.at(-1)?.push(token);
    }
  }
  return isInside ? columns : undefined;
}

function nameOfColumn(pieces: readonly SqlToken[]): string | undefined {
  const [last, before] = [pieces.at(-1), pieces.at(-2)];
  if (!last || (last.kind !== "word" && last.kind !== "quoted")) return undefined;
  if (!before) return isWord(last, /^(null|true|false|current_\w+)$/i) ? undefined : last.text;
  if (isWord(before, /^as$/i)) return last.text;
  const isPath = pieces.every((piece, index) =>
    index % 2 === 0 ? /^(word|quoted)$/.test(piece.kind) : isSign(piece, "."),
  );
  if (isPath) return last.text;
  if (isWord(last, /^(end|null|true|false)$/i)) return undefined;
  const endsValue = before.kind !== "sign" || isSign(before, ")") || isSign(before, "]");
  return endsValue && !isKeyword(before) ? last.text : undefined;
}
