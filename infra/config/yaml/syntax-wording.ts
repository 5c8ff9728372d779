import type { ErrorCode, YAMLError } from "yaml";

/** Another key of the same name. */
export const KEY_TWICE = "this key is there already: keep one of the two";

/** A tool merged two versions of the file and left both. */
const CONFLICT = /^(<{7}|={7}|>{7}|\|{7})( |\r?$)/m;

/**
 * What keeps a text from being YAML, in words of ours: the parser's are for those who know its grammar. Where something is
 * not YAML, what else is said of the rest of the file follows from that: only the first such error is told.
 */
export function syntaxErrors(text: string, errors: readonly YAMLError[]): { offset: number; message: string }[] {
  const conflict = CONFLICT.exec(text);
  if (conflict && errors.length > 0) {
    return [{ offset: conflict.index, message: "a merge left both versions here: keep one, and take the marks out" }];
  }
  const sorted = [...errors].sort((one, other) => one.pos[0] - other.pos[0]);
  const first = sorted.findIndex(({ code }) => code !== "DUPLICATE_KEY");
  return sorted.slice(0, first < 0 ? sorted.length : first + 1).map((error) => inOurWords(error, text));
}

const NOT_YAML: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: "an alias stands for what it names: take the & or the ! before it out",
  BAD_ALIAS: "a name must follow & and *, and must not end with a colon",
  BAD_COLLECTION_TYPE: "tags are not read: take it out",
  BAD_DIRECTIVE: "lines with % at their beginning are not read: take it out, or put the value in quotes",
  BAD_DQ_ESCAPE:
    'no character is written like this in "double quotes": write \\\\ for a backslash, or use single quotes',
  BAD_INDENT: "this line is indented otherwise than those that it belongs to: give it as many spaces as they have",
  BAD_PROP_ORDER: "& and ! must stand after the dash or the ? of the line",
  BAD_SCALAR_START: "no value can begin with this character: put it in quotes",
  BLOCK_AS_IMPLICIT_KEY:
    "a second colon, or a list, on the line of a key: put the value in quotes, or on lines of its own",
  BLOCK_IN_FLOW: "between braces and brackets everything is written with commas: no lines with dashes or indentation",
  DUPLICATE_KEY: KEY_TWICE,
  IMPOSSIBLE: "this is not YAML: look at the line, and at the one above it",
  KEY_OVER_1024_CHARS: "a key is longer than 1,024 characters: shorten it",
  MISSING_CHAR: "something is missing here: look for a colon, a comma, a blank or a quote, also in the lines above",
  MULTILINE_IMPLICIT_KEY: "this line is neither a key with a colon and a blank after it, nor an item of a list",
  MULTIPLE_ANCHORS: "two names with & for one value: keep one of them",
  MULTIPLE_DOCS: "a second document begins here: keep one, and no --- below the first line",
  MULTIPLE_TAGS: "tags are not read: take them out",
  NON_STRING_KEY: "a key must be a single name",
  RESOURCE_EXHAUSTION: "braces, brackets or dashes stand too deeply within each other here: nothing in settings does",
  TAB_AS_INDENT: "tabs cannot indent: use spaces",
  TAG_RESOLVE_FAILED: "tags are not read: take it out, and put text in quotes",
  UNEXPECTED_TOKEN:
    "nobody expects this here: look for a bracket, a brace, a comma or a quote too many, also in the lines above",
};

function inOurWords({ code, message, pos: [offset] }: YAMLError, text: string): { offset: number; message: string } {
  // The parser has one code for several things.
  const quote = /^Missing closing (['"])/.exec(message)?.[1];
  // A later one would have closed it.
  if (quote !== undefined) return { offset: text.lastIndexOf(quote), message: "this quote is closed nowhere" };
  const bracket = /must be sufficiently indented and end with a ([\]}])/.exec(message)?.[1];
  if (bracket !== undefined)
    return { offset, message: `what is opened above is not closed before this: ${bracket} is missing` };
  if (/^Block scalar header/.test(message)) return { offset, message: "nothing may follow | or > on its line" };
  if (/^Comments must/.test(message)) return { offset, message: "a comment must have a blank before it" };
  return { offset, message: NOT_YAML[code] };
}
