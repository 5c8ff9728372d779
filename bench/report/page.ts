import { readFileSync, writeFileSync } from "node:fs";
import { type FigureTable, markdown } from "./figure-table";

const END = "<!-- end of figures -->";

/**
 * Replaces the figures of each given part on a page; those of other parts stay.
 * @param where what the figures were taken on, and how often.
 * @throws Error when the page has no place for a part.
 */
export function writeToPage(file: string, parts: Readonly<Record<string, FigureTable[]>>, where: string): void {
  let page = readFileSync(file, "utf8");
  for (const [part, tables] of Object.entries(parts)) {
    const begin = `<!-- figures: npm run bench -- ${part} --write -->`;
    const start = page.indexOf(begin);
    const end = page.indexOf(END, start);
    if (start === -1 || end === -1) throw new Error(`${file} needs "${begin}" and, after it, "${END}"`);
    const block = [where, ...tables.map(markdown)].join("\n\n");
    page = `${page.slice(0, start)}${begin}\n\n${block}\n\n${page.slice(end)}`;
  }
  writeFileSync(file, page);
}
