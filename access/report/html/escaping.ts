const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it may stand in an element or a quoted attribute. */
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? "");

/** A value as JSON that cannot end the script element that it stands in. */
export const scriptData = (value: unknown): string => JSON.stringify(value).replaceAll("<", "\\u003c");

/** A name, which may break after each mark in it: it holds no blanks. */
export const breakable = (name: string): string =>
  name
    .split(/(?<=[-_./@])/)
    .map(escaped)
    .join("<wbr>");
