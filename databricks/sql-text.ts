import {
  bracketFault,
  isKeyword,
  isSign,
  isWord,
  parameterFault,
  SqlFault,
  type SqlToken,
  sqlTokens,
} from "./sql-tokens";

/** Words that a statement begins with which only reads. */
const READING = ["SELECT", "WITH", "FROM", "VALUES", "TABLE", "SHOW", "DESCRIBE", "DESC", "EXPLAIN"];

/** Of these the words that rows come of. */
const QUERYING = ["SELECT", "WITH", "FROM", "VALUES", "TABLE"];

/** Words that other statements begin with. */
const DOING =
  /^(alter|analyze|apply|begin|cache|call|clear|comment|convert|copy|create|declare|delete|deny|drop|execute|fsck|generate|get|grant|insert|list|load|merge|msck|optimize|put|refresh|remove|reorg|repair|replace|reset|restore|revoke|set|signal|sync|truncate|uncache|undrop|unset|update|use|vacuum)$/i;

/** What a statement does that does not only read. */
export interface Deed {
  /** As the statement is written: its first words. */
  words: string;
  /** The word of Databricks' SQL that does it; undefined where it is none, and nobody knows what would be done. */
  does: string | undefined;
}

/** What a text does beside reading, in any of its statements; undefined where it only reads. */
export function deedIn(sql: string): Deed | SqlFault | undefined {
  const tokens = sqlTokens(sql);
  if (tokens instanceof SqlFault) return tokens;
  for (const statement of statementsOf(tokens)) {
    const deed = deedOf(statement, sql);
    if (deed) return deed;
  }
  return undefined;
}

function statementsOf(tokens: readonly SqlToken[]): SqlToken[][] {
  const statements: SqlToken[][] = [[]];
  for (const token of tokens) {
    if (isSign(token, ";")) statements.push([]);
    else statements.at(-1)?.push(token);
  }
  return statements.filter((statement) => statement.length > 0);
}

function deedOf(statement: readonly SqlToken[], sql: string): Deed | undefined {
  const [first] = statement.filter((token) => !isSign(token, "("));
  const begins = first?.kind === "word" ? first.text.toUpperCase() : "";
  const writes = statement.find((_, index) => isWriting(statement, index));
  if (READING.includes(begins) && !writes) return undefined;
  const does = writes ?? (first && DOING.test(begins) ? first : undefined);
  return { words: firstWords(statement, sql), does: does?.text.toUpperCase() };
}

/** What may follow the tables of a WITH, or what is explained, beside a SELECT. */
function isWriting(tokens: readonly SqlToken[], index: number): boolean {
  const [token, next] = [tokens[index], tokens[index + 1]];
  if (isWord(token, /^insert$/i)) return isWord(next, /^(into|overwrite)$/i);
  if (isWord(token, /^merge$/i)) return isWord(next, /^into$/i) || isWord(tokens[index + 2], /^schema$/i);
  if (isWord(token, /^delete$/i)) return isWord(next, /^from$/i);
  if (!token || !isWord(token, /^update$/i)) return false;
  let end = index + 1;
  while (isSign(tokens[end + 1] ?? token, ".")) end += 2;
  // `UPDATE a.b SET`, perhaps with another name for the table before it.
  return [1, 2, 3].some((further) => isWord(tokens[end + further], /^set$/i));
}

/** Three, as they are written. */
const firstWords = ([first]: readonly SqlToken[], sql: string): string =>
  sql
    .slice(first?.at ?? 0)
    .split(/\s+/)
    .slice(0, 3)
    .join(" ");

/** Why a text is no query that runs by itself; undefined for one that may be. */
export function queryFault(sql: string): string | undefined {
  const tokens = sqlTokens(sql);
  if (tokens instanceof SqlFault) return tokens.message;
  const [first, ...others] = statementsOf(tokens);
  if (!first || isSign(tokens[0] ?? { kind: "sign", text: ";", at: 0 }, ";")) return "holds no query";
  if (others.length > 0) return "must be one statement: only the first one's answer would be looked at";
  const deed = deedOf(first, sql);
  const isEmpty = first.some((token, index) => isWord(token, /^select$/i) && isWord(first[index + 1], /^from$/i));
  if (isEmpty) return "selects no column: name one between SELECT and FROM";
  if (deed?.does) return `must be a query: ${deed.does} answers nothing to look at`;
  if (deed)
    return `is no statement that can be read: it must begin with ${QUERYING.slice(0, -1).join(", ")} or ${QUERYING.at(-1)}`;
  return parameterFault(tokens) ?? bracketFault(tokens) ?? openEnd(first);
}

/** Why a text is no expression of a row's columns; undefined for one that may be. */
export function expressionFault(sql: string): string | undefined {
  const tokens = sqlTokens(sql);
  if (tokens instanceof SqlFault) return tokens.message;
  if (tokens.length === 0) return "holds no expression";
  if (tokens.some((token) => isSign(token, ";"))) return "must be one expression, without a ;";
  const query = tokens.find((token) => isWord(token, /^(select|join)$/i));
  if (query) return `must be an expression: it cannot hold ${query.text.toUpperCase()}`;
  return parameterFault(tokens) ?? bracketFault(tokens) ?? severalFault(tokens) ?? openEnd(tokens);
}

/** A last piece after which something must follow. */
function openEnd(tokens: readonly SqlToken[]): string | undefined {
  const [before, last] = tokens.slice(-2);
  if (!before || !last) return undefined;
  const isOpen =
    (last.kind === "sign" && /^([,+/%<>=.-]|[<>!=]=|<=>|<>|\|\||\|>|::|->)$/.test(last.text)) ||
    (isWord(last, /^(select|from|where|and|or|not|by|having|join|like|between|then|when|limit|union|as|in|is)$/i) &&
      endsValue(before));
  return isOpen ? `ends with ${last.text}, after which something must follow` : undefined;
}

/** Whether a value may be over with a piece, so that a word behind it is no name of a column. */
const endsValue = (token: SqlToken | undefined): boolean =>
  token !== undefined && !isKeyword(token) && (token.kind !== "sign" || isSign(token, ")") || isSign(token, "]"));

/** What stands beside the expression: another one, or a name for it. */
function severalFault(tokens: readonly SqlToken[]): string | undefined {
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (isSign(token, "(") || isSign(token, "[")) depth++;
    if (isSign(token, ")") || isSign(token, "]")) depth--;
    if (depth > 0 || index === 0) continue;
    if (isSign(token, ",")) return "must be one expression, without a comma outside of brackets";
    if (isWord(token, /^as$/i)) return "must be an expression alone: AS gives it a name, which it cannot have here";
    if (isWord(token, /^(from|where|group|order|having|limit|union)$/i) && endsValue(tokens[index - 1])) {
      return `must be an expression: it cannot hold ${token.text.toUpperCase()}`;
    }
  }
  return undefined;
}

/** An expression as it is compared: without blanks, quotes of names, comments and letter case outside of text. */
export function comparable(sql: string): string {
  const tokens = sqlTokens(sql);
  if (tokens instanceof SqlFault) return sql;
  return tokens.map(({ kind, text }) => (kind === "text" ? text : text.toLowerCase())).join(" ");
}
