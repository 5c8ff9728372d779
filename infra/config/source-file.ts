import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { Problem } from "./problem";

export type Path = readonly (string | number)[];

/** A YAML file that remembers where everything stands. */
export class SourceFile {
  private readonly lines = new LineCounter();
  private readonly document;

  constructor(
    /** As messages name it. */
    readonly name: string,
    text: string,
  ) {
    this.document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false });
  }

  /** Reads `directory/name`; undefined when there is no such file. */
  static read(directory: string, name: string): SourceFile | undefined {
    const path = join(directory, name);
    return existsSync(path) ? new SourceFile(name, readFileSync(path, "utf8")) : undefined;
  }

  /** What keeps the file from being YAML: syntax, duplicate keys. */
  get syntaxProblems(): Problem[] {
    return this.document.errors.map(({ pos, message }) => ({ ...this.at(pos[0]), message }));
  }

  /** The file's content as plain values; undefined for an empty file. */
  content(): unknown {
    return this.document.toJS() ?? undefined;
  }

  /** A problem with the value at `path`, or at its nearest ancestor that exists. */
  problemAt(path: Path, message: string): Problem {
    for (let length = path.length; length > 0; length--) {
      const node = this.document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) {
        // Of a section without the wanted key, the section's own name is what a reader looks for.
        return length < path.length ? this.problemAtKey(path.slice(0, length), message) : this.located(node, message);
      }
    }
    return this.located(this.document.contents, message);
  }

  /** A problem with the key that ends `path`. */
  problemAtKey(path: Path, message: string): Problem {
    const parent = path.length === 1 ? this.document.contents : this.document.getIn(path.slice(0, -1), true);
    const last = path.at(-1);
    if (isMap(parent)) {
      const key = parent.items
        .map((pair) => pair.key)
        .find((key) => isScalar(key) && String(key.value) === String(last));
      if (isScalar(key)) return this.located(key, message);
    }
    if (isSeq(parent) && typeof last === "number") {
      const item = parent.items[last];
      if (isNode(item)) return this.located(item, message);
    }
    return this.located(this.document.contents, message);
  }

  /** Whether something stands at `path`. */
  has(path: Path): boolean {
    return this.document.hasIn(path);
  }

  private located(node: Node | null, message: string): Problem {
    return { ...this.at(node?.range?.[0] ?? 0), message };
  }

  private at(offset: number): Omit<Problem, "message"> {
    const { line, col } = this.lines.linePos(offset);
    return { file: this.name, line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

const isNode = (value: unknown): value is Node => isMap(value) || isSeq(value) || isScalar(value);
