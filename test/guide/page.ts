import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "../harness/estate";

/** `docs/deploy-to-azure.md`, as its reader meets it. */
const PAGE = "docs/deploy-to-azure.md";

const pageText = (): string => readFileSync(join(CHECKOUT, PAGE), "utf8");

/** Something on the page: where it stands, for messages. */
interface Place {
  line: number;
  /** Number of the section, or its title where it has none. */
  section: string;
}

/** A fenced block. */
export interface Block extends Place {
  /** After the fence; "" for commands of a shell, which bash reads. */
  language: string;
  text: string;
}

/** Text between backquotes in a sentence or a table, with one space for each line break. */
export interface Span extends Place {
  text: string;
}

export const isShell = ({ language }: Block): boolean => language === "";

/** The fenced blocks, in their order. */
export function blocks(): Block[] {
  const found: Block[] = [];
  let open: Block | undefined;
  for (const { fence, line, section, text } of lines()) {
    if (fence !== undefined) {
      if (open) found.push(open);
      open = open ? undefined : { language: fence, line: line + 1, section, text: "" };
    } else if (open) open.text += `${text}\n`;
  }
  return found;
}

/** What stands between backquotes, outside blocks. */
export function spans(): Span[] {
  const prose = withoutBlocks();
  return [...prose.matchAll(/`([^`]+)`/g)].map(({ 1: text = "", index }) => ({
    ...placeAt(prose.slice(0, index)),
    text: text.replaceAll(/\s+/g, " "),
  }));
}

/** Rows of the tables, by cells, without those of headings. */
export function tableRows(heading: string): string[][] {
  const [, section = ""] = pageText().split(`\n${heading}\n`);
  const rows = section.split(/\n#+ /)[0]?.match(/^\|.*\|$/gm) ?? [];
  return rows.slice(2).map((row) =>
    row
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
}

/** The page with its blocks blanked out, so that lines keep their numbers. */
const withoutBlocks = (): string =>
  lines()
    .map(({ inside, text }) => (inside ? "" : text))
    .join("\n");

interface Line {
  text: string;
  line: number;
  section: string;
  /** Whether it belongs to a fenced block, fences included. */
  inside: boolean;
  /** What follows the backquotes of a line that opens or closes a block. */
  fence?: string;
}

function lines(): Line[] {
  let inside = false;
  let section = "";
  return pageText()
    .split("\n")
    .map((text, index): Line => {
      const fence = /^```(.*)$/.exec(text)?.[1];
      if (!inside) section = /^## (\d+|.*)/.exec(text)?.[1] ?? section;
      const line = { text, line: index + 1, section, inside: inside || fence !== undefined };
      if (fence === undefined) return line;
      inside = !inside;
      return { ...line, fence };
    });
}

function placeAt(before: string): Place {
  const titles = [...before.matchAll(/^## (\d+|.*)/gm)];
  return { line: before.split("\n").length, section: titles.at(-1)?.[1] ?? "" };
}
