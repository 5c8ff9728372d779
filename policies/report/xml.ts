/** An element's attributes; undefined ones are left out. */
type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An XML element on lines of its own, with its children indented. */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join("");
  if (children.length === 0) return `<${name}${written}/>`;
  return [`<${name}${written}>`, ...children.map((child) => child.replaceAll(/^/gm, "  ")), `</${name}>`].join("\n");
}

/** An XML element with text in it, as it stands. */
export const textElement = (name: string, attributes: Attributes, text: string): string =>
  element(name, attributes).replace(/\/>$/, () => `>${escaped(text)}</${name}>`);

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\n": "&#10;",
  "\r": "&#13;",
  "\t": "&#9;",
};

/** What XML can hold; anything else becomes the replacement character. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const escaped = (text: string): string =>
  text.replaceAll(FORBIDDEN, "\uFFFD").replaceAll(/[&<>"'\n\r\t]/g, (character) => ENTITIES[character] ?? character);
