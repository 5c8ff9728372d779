import { z } from "zod";
import { isNotebookSource, languageMark, withFirstLine } from "./notebook-source";
import type { NotebookLanguage } from "./tree";

/** One cell: its text, and whether it is prose. */
interface Cell {
  prose: boolean;
  text: string;
}

const SEPARATOR = "COMMAND ----------";
const MAGIC = "MAGIC ";
const PROSE = "%md";

/** A notebook's source code as a Jupyter document. */
export function jupyterOf(source: Buffer, language: NotebookLanguage): Buffer {
  const cells = cellsOf(source, language).map(({ prose, text }) => ({
    cell_type: prose ? "markdown" : "code",
    metadata: {},
    source: text.split(/(?<=\n)/),
    ...(prose ? {} : { execution_count: null, outputs: [] }),
  }));
  const metadata = { language_info: { name: language.toLowerCase() } };
  return Buffer.from(`${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 0 }, undefined, 1)}\n`);
}

/** A Jupyter document as source code that is known to be a notebook. */
export function sourceOf(document: Buffer, language: NotebookLanguage): Buffer {
  const { cells } = documentSchema.parse(JSON.parse(document.toString()));
  const commands = cells.map(({ cell_type: type, source }) => {
    const text = typeof source === "string" ? source : source.join("");
    return type === "markdown" ? `${PROSE}\n${text}` : text;
  });
  return sourceOfCommands(commands, language);
}

/** A notebook's cells as they stand in its page: prose, and cells in another language, say so in their first line. */
export const commandsOf = (source: Buffer, language: NotebookLanguage): string[] =>
  cellsOf(source, language).map(({ prose, text }) => (prose ? `${PROSE}\n${text}` : text));

/** The same as source code that is known to be a notebook. */
export function sourceOfCommands(commands: readonly string[], language: NotebookLanguage): Buffer {
  const mark = languageMark(language);
  const texts = commands.map((text) => (text.startsWith("%") ? magic(text, mark) : text));
  return withFirstLine(Buffer.from(`${texts.join(`\n\n${mark} ${SEPARATOR}\n\n`)}\n`), language);
}

/** A notebook as a page to look at. */
export function htmlOf(source: Buffer, language: NotebookLanguage, title: string): Buffer {
  const cells = cellsOf(source, language).map(({ text }) => `<pre>${escaped(text)}</pre>`);
  return Buffer.from(
    `<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>${escaped(title)}</title></head>\n<body>\n${cells.join("\n")}\n</body></html>\n`,
  );
}

function cellsOf(source: Buffer, language: NotebookLanguage): Cell[] {
  const mark = languageMark(language);
  const lines = source.toString().split("\n");
  const body = isNotebookSource(source, language) ? lines.slice(1) : lines;
  return body
    .join("\n")
    .split(`${mark} ${SEPARATOR}`)
    .map((cell) => cellOf(cell.replace(/^\n+|\n+$/g, ""), mark));
}

function cellOf(text: string, mark: string): Cell {
  const start = `${mark} ${MAGIC}`;
  const lines = text.split("\n");
  if (!lines.every((line) => `${line} `.startsWith(start))) return { prose: false, text };
  const plain = lines.map((line) => line.slice(start.length)).join("\n");
  return plain.startsWith(PROSE)
    ? { prose: true, text: plain.slice(PROSE.length).trimStart() }
    : { prose: false, text: plain };
}

const magic = (text: string, mark: string): string =>
  text
    .split("\n")
    .map((line) => `${mark} ${MAGIC}${line}`)
    .join("\n");

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Of a Jupyter document, what is in its cells. It was checked when it was imported. */
const documentSchema = z.object({
  cells: z.array(
    z.object({ cell_type: z.string().optional(), source: z.union([z.string(), z.array(z.string())]).default("") }),
  ),
});
