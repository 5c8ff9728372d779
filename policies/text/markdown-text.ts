import { printable } from "./printable";

/** Text in which nothing is markup, a mention or a link, on one line. */
export const plain = (text: string): string =>
  printable(text)
    .replaceAll(/[\\`*_{}[\]<>|~#@&!$]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll("://", "&#58;//")
    .replaceAll("www.", "www&#46;");

/** Text in a code span on one line, also within a table. */
export function code(text: string): string {
  const line = printable(text);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const padding = longest > 0 ? " " : "";
  return `${fence}${padding}${line.replaceAll("|", "\\|")}${padding}${fence}`;
}

/** Lines as they stand, whatever they hold. */
export function codeBlock(text: string, language = ""): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

/** Rows of cells that are Markdown already. */
export const table = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  [headings, headings.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** A rule's example as Markdown. Examples are settings in YAML, or resources in TypeScript. */
export const exampleBlock = (example: string): string =>
  codeBlock(example, /;\s*$|^\s*(new|const|return|import)\b|=>/m.test(example) ? "typescript" : "yaml");
