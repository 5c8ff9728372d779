/** Comments and texts in TypeScript; what stands in them is no code, but for keys in quotes. */
const NO_CODE = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`/g;

const OPENING = /[([{]/;
const CLOSING = /[)\]}]/;

/**
 * Where a call writes a property out: the innermost part of its path that the call has, an outer one before an inner one.
 *
 * @param text begins with the call.
 * @param path as findings name properties: `metrics[0].enabled`.
 * @returns the offset in the text; 0 where the call writes none of it.
 */
export const offsetInCall = (text: string, path: string): number => offsetOfParts(text, partsOf(path));

const partsOf = (path: string): string[] => path.match(/[A-Za-z_$][\w$]*|(?<=\[)\d+(?=\])/g) ?? [];

/** The same for a path that is in parts already: keys, and numbers of places in lists. */
export function offsetOfParts(text: string, path: readonly string[]): number {
  const code = text.replaceAll(NO_CODE, (found: string, at: number) =>
    isKey(text, at, found) ? ` ${found.slice(1, -1)} ` : found.replaceAll(/[^\n]/g, " "),
  );
  let range = bracketsFrom(code, code.indexOf("("));
  let offset = 0;
  for (const part of path) {
    const found = /^\d/.test(part) ? itemIn(code, range, Number(part)) : keyIn(code, range, part);
    if (!found) break;
    offset = found.at;
    range = found.value;
  }
  return offset;
}

const isKey = (text: string, at: number, found: string): boolean =>
  /^["']/.test(found) && /[{,]\s*$/.test(text.slice(0, at)) && /^\s*:/.test(text.slice(at + found.length));

/** From one place to another, which is not in it. */
interface Range {
  from: number;
  to: number;
}

/** What stands between a bracket and the one that closes it. */
function bracketsFrom(code: string, open: number): Range {
  let depth = 0;
  for (let at = open; at >= 0 && at < code.length; at++) {
    if (OPENING.test(code.charAt(at))) depth++;
    else if (CLOSING.test(code.charAt(at))) depth--;
    if (depth === 0) return { from: open + 1, to: at };
  }
  return { from: open + 1, to: code.length };
}

/** The outermost place in the range where a property of the name is set, and its value. */
function keyIn(code: string, { from, to }: Range, name: string): { at: number; value: Range } | undefined {
  const places = [
    ...code.slice(from, to).matchAll(new RegExp(`(?<![.\\w$/-])${escaped(name)}(?=\\s*[:,}\\n])`, "g")),
  ].map(({ index }) => from + index);
  const [at] = places.sort((one, other) => depthAt(code, from, one) - depthAt(code, from, other) || one - other);
  return at === undefined ? undefined : { at, value: { from: at + name.length, to: endOfValue(code, at, to) } };
}

const escaped = (name: string): string => name.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");

/** An item of the list that the range consists of. */
function itemIn(code: string, { from, to }: Range, index: number): { at: number; value: Range } | undefined {
  const open = code.slice(from, to).search(/[^\s:]/) + from;
  if (code.charAt(open) !== "[") return undefined;
  const list = bracketsFrom(code, open);
  let item = list.from;
  for (let skipped = 0; skipped < index; skipped++) item = endOfValue(code, item, list.to) + 1;
  if (item >= list.to) return undefined;
  const at = item + Math.max(0, code.slice(item, list.to).search(/\S/));
  return { at, value: { from: at, to: endOfValue(code, at, list.to) } };
}

/** The comma, or the bracket around it, that ends what begins there. */
function endOfValue(code: string, from: number, to: number): number {
  let depth = 0;
  for (let at = from; at < to; at++) {
    if (OPENING.test(code.charAt(at))) depth++;
    else if (CLOSING.test(code.charAt(at)) && --depth < 0) return at;
    else if (depth === 0 && code.charAt(at) === ",") return at;
  }
  return to;
}

function depthAt(code: string, from: number, at: number): number {
  let depth = 0;
  for (const character of code.slice(from, at)) depth += OPENING.test(character) ? 1 : CLOSING.test(character) ? -1 : 0;
  return depth;
}
