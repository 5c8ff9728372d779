import { type ScimObject, scimError } from "./scim-object";

type Predicate = (object: ScimObject) => boolean;

const COMPARISONS: Record<string, (actual: string, wanted: string) => boolean> = {
  eq: (actual, wanted) => actual === wanted,
  ne: (actual, wanted) => actual !== wanted,
  co: (actual, wanted) => actual.includes(wanted),
  sw: (actual, wanted) => actual.startsWith(wanted),
  ew: (actual, wanted) => actual.endsWith(wanted),
};

/** `attribute operator "value"`; clients also quote with `'`, and leave numbers and booleans without quotes. */
const TERM = /^\s*([A-Za-z$][\w.$]*)\s+([A-Za-z]{2})\s+("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s"']+)/;
const JUNCTION = /^\s+(and|or)\s/i;

/**
 * Understands a SCIM filter: comparisons joined by `and` and `or`, without parentheses, as the service does. Values
 * compare without regard to case.
 * @throws ApiError 400 for anything else.
 */
export function parseFilter(filter: string): Predicate {
  const alternatives = alternativesOf(filter).map((terms) => terms.map(predicateOf));
  return (object) => alternatives.some((all) => all.every((holds) => holds(object)));
}

/**
 * What every object that a filter finds has, whatever else it asks: values in lower case by attributes in lower case.
 * @throws ApiError as `parseFilter`.
 */
export function requiredValues(filter: string): ReadonlyMap<string, string> {
  const [terms = [], ...others] = alternativesOf(filter);
  if (others.length > 0) return new Map();
  return new Map(terms.filter(({ operator }) => operator === "eq").map(({ path, wanted }) => [path, wanted]));
}

interface Term {
  /** In lower case, as are the others. */
  path: string;
  operator: string;
  wanted: string;
}

function alternativesOf(filter: string): Term[][] {
  const alternatives: Term[][] = [[]];
  let rest = filter;
  for (;;) {
    const found = TERM.exec(rest);
    if (!found) throw invalid(filter);
    const [text, path = "", operator = "", quoted = ""] = found;
    const term = { path: path.toLowerCase(), operator: operator.toLowerCase(), wanted: unquoted(quoted).toLowerCase() };
    if (!COMPARISONS[term.operator]) throw invalid(filter);
    alternatives.at(-1)?.push(term);
    rest = rest.slice(text.length);
    if (rest.trim() === "") return alternatives;
    const junction = JUNCTION.exec(rest);
    if (!junction) throw invalid(filter);
    if (junction[1]?.toLowerCase() === "or") alternatives.push([]);
    rest = rest.slice(junction[0].length);
  }
}

function predicateOf({ path, operator, wanted }: Term): Predicate {
  const steps = path.split(".");
  const holds = (value: string): boolean => COMPARISONS[operator]?.(value.toLowerCase(), wanted) ?? false;
  return (object) => {
    const actual = valuesAt(object, steps);
    return operator === "ne" ? actual.every(holds) : actual.some(holds);
  };
}

function unquoted(text: string): string {
  return /^["']/.test(text) ? text.slice(1, -1).replace(/\\(.)/g, "$1") : text;
}

/** The values under a dotted path in lower case; a path that ends at a list of complex values means their `value`s. */
function valuesAt(at: unknown, path: string[]): string[] {
  if (Array.isArray(at)) return at.flatMap((element) => valuesAt(element, path.length === 0 ? ["value"] : path));
  if (typeof at === "object" && at !== null) {
    const [name, ...rest] = path;
    const member = Object.entries(at).find(([key]) => key.toLowerCase() === name);
    return member ? valuesAt(member[1], rest) : [];
  }
  return at === undefined || at === null || path.length > 0 ? [] : [String(at)];
}

function invalid(filter: string): Error {
  return scimError(
    "invalidFilter",
    `Unsupported filter: ${filter}. Write, for example, displayName eq "data-scientists"`,
  );
}
