import type { PolicyResource } from "../../../rule";

/** A text somewhere in a resource, and what leads to it. */
export interface NamedText {
  /** Of the property that a finding names: `tasks[0].libraries[1].whl`. */
  path: string;
  /** Names on the way, without indexes, in lower case and without underscores: `["tasks", "libraries", "whl"]`. */
  keys: readonly string[];
  text: string;
}

/** Stands for whatever somebody likes, where a cluster policy lets people choose. */
export const ANYTHING = "*";

interface Texts {
  known: readonly NamedText[];
  /** What reading the first property threw that a preview does not know yet. */
  unknown: unknown;
}

/** Several rules ask for the same. */
const read = new WeakMap<PolicyResource, Texts>();

/**
 * Every text in a resource, however deep; in JSON that is given as text and in encoded contents, too. Ways of naming code
 * and hosts that a provider adds are found by this, where a list of properties would have to grow.
 * @throws what reading an unknown property throws, when all that is known has been looked at.
 */
export function* textsIn(resource: PolicyResource): Generator<NamedText> {
  let texts = read.get(resource);
  if (!texts) {
    const known: NamedText[] = [];
    texts = { known, unknown: collect(resource.props, { path: "", keys: [] }, known) };
    read.set(resource, texts);
  }
  yield* texts.known;
  if (texts.unknown !== undefined) throw texts.unknown;
}

interface Way extends Pick<NamedText, "path" | "keys"> {
  /** What is wrong in a text that is JSON is mended where the text is. */
  isInText?: boolean;
}

/** @returns what the first unknown value threw. */
function collect(value: unknown, way: Way, found: NamedText[]): unknown {
  if (typeof value === "string") {
    collectText(value, way, found);
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  let unknown: unknown;
  const isList = Array.isArray(value);
  for (const key of Object.keys(value)) {
    try {
      const part: unknown = Reflect.get(value, key);
      const thrown = collect(part, isList ? itemOf(way, key) : memberOf(way, key), found);
      unknown ??= thrown;
    } catch (error) {
      unknown ??= error;
    }
  }
  return unknown;
}

const itemOf = (way: Way, index: string): Way => (way.isInText ? way : { ...way, path: `${way.path}[${index}]` });

function memberOf(way: Way, key: string): Way {
  const keys = [...way.keys, plain(key)];
  return way.isInText ? { ...way, keys } : { keys, path: way.path === "" ? key : `${way.path}.${key}` };
}

/** APIs and the provider spell names in two ways; those of variables are spelt in either. */
const plain = (key: string): string => key.toLowerCase().replaceAll("_", "");

function collectText(text: string, way: Way, found: NamedText[]): void {
  const last = way.keys.at(-1);
  if (last === "definition" || last === "policyfamilydefinitionoverrides") {
    const definition = parsed(text);
    if (definition !== undefined) {
      collectElements(definition, way, found);
      return;
    }
  }
  if (last === "contentbase64") {
    found.push({ path: way.path, keys: way.keys, text: Buffer.from(text, "base64").toString("utf8") });
    return;
  }
  const inner = parsed(text);
  if (inner === undefined) found.push({ path: way.path, keys: way.keys, text });
  else collect(inner, { ...way, isInText: true }, found);
}

function parsed(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The elements of a cluster policy, `init_scripts.0.volumes.destination`: what each fixes, proposes or lets pass. */
function collectElements(definition: object, way: Way, found: NamedText[]): void {
  for (const [attribute, element] of Object.entries(definition)) {
    const keys = [...way.keys, ...attributeKeys(attribute)];
    for (const text of textsOfElement(element)) found.push({ path: way.path, keys, text });
  }
}

/** Names of Spark's settings have dots of their own. */
function attributeKeys(attribute: string): string[] {
  const [, map, setting] = /^(spark_conf|spark_env_vars)\.(.+)$/.exec(attribute) ?? [];
  if (map !== undefined && setting !== undefined) return [plain(map), plain(setting)];
  return attribute.split(".").flatMap((name) => (/^(\d+|\*)$/.test(name) ? [] : plain(name)));
}

function textsOfElement(element: unknown): string[] {
  if (typeof element !== "object" || element === null) return [];
  const of = (name: string): unknown => Reflect.get(element, name);
  const values = of("values");
  const type = of("type");
  if (type === "forbidden") return [];
  const named = [of("value"), of("defaultValue"), ...(Array.isArray(values) && type !== "blocklist" ? values : [])];
  const pattern = of("pattern");
  const bounded = type === "fixed" || type === "allowlist" || type === "range";
  return [
    ...named.flatMap((value) => (typeof value === "string" ? value : [])),
    ...(typeof pattern === "string" ? [matchedBy(pattern)] : bounded ? [] : [ANYTHING]),
  ];
}

/** The beginning that all texts have that a pattern matches, as far as it says so in plain letters. */
function matchedBy(pattern: string): string {
  const [, beginning = ""] = /^\^((?:[\w/:@%~-]|\\[./-])*)/.exec(pattern) ?? [];
  // `a|b` and `a?` let pass what does not begin so.
  const rest = pattern.slice(beginning.length + 1);
  if (pattern.includes("|") || /^[?*{]/.test(rest)) return ANYTHING;
  return beginning === "" ? ANYTHING : beginning.replaceAll("\\", "");
}
