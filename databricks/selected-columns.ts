import { namesItsColumn } from "./sql-functions";
import { isKeyword, isSign, isWord, SqlFault, type SqlToken, sqlTokens } from "./sql-tokens";

/** What ends a list of selected columns. */
const AFTER_COLUMNS =
  /^(from|where|group|having|order|limit|offset|union|intersect|except|minus|lateral|window|qualify|cluster|distribute|sort)$/i;

/** A column that nobody named is called by its expression, such as `count(1)`. */
export const UNNAMED = Symbol("a column called by its expression");

/**
 * Names of the columns that a query answers with; undefined where its text does not tell all of them. Those that are called
 * by their expressions have no name that people would write.
 */
export function selectedColumns(sql: string): (string | typeof UNNAMED)[] | undefined {
  const tokens = sqlTokens(sql);
  if (tokens instanceof SqlFault) return undefined;
  const names = columnsOf(tokens)?.map(nameOfColumn);
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

function nameOfColumn(pieces: readonly SqlToken[]): string | typeof UNNAMED | undefined {
  const [last, before] = [pieces.at(-1), pieces.at(-2)];
  if (!last) return undefined;
  if (isExpressionAlone(pieces)) return UNNAMED;
  if (last.kind !== "word" && last.kind !== "quoted") return undefined;
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

/** A number, a text, or the call of a function, with nothing behind it that could be a name. */
function isExpressionAlone(pieces: readonly SqlToken[]): boolean {
  const [first, second] = pieces;
  if (!first) return false;
  if (pieces.length === 1) return first.kind === "number" || first.kind === "text";
  if (isWord(first, /^case$/i)) return isWord(pieces.at(-1), /^end$/i);
  const last = pieces.at(-1);
  const endsInValue = last?.kind === "number" || last?.kind === "text" || (last && isSign(last, ")"));
  if (!endsInValue || isWord(pieces.at(-2), /^as$/i)) return false;
  if (isSumOutside(pieces)) return true;
  return first.kind === "word" && second !== undefined && isSign(second, "(") && !namesItsColumn(first.text);
}

/** Whether values are put together at the outermost, as in `a / 2`. */
function isSumOutside(pieces: readonly SqlToken[]): boolean {
  let depth = 0;
  return pieces.some((piece, index) => {
    if (isSign(piece, "(") || isSign(piece, "[")) depth++;
    if (isSign(piece, ")") || isSign(piece, "]")) depth--;
    // Of `t.* EXCEPT (a)` the star is no product.
    if (depth > 0 || index === 0 || isSign(pieces[index - 1] ?? piece, ".")) return false;
    return piece.kind === "sign" && /^([-+*/%<>=]|\|\||[<>!=]=|<>)$/.test(piece.text);
  });
}
