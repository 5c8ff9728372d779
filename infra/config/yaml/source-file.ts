import { type Alias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit, type YAMLError } from "yaml";
import { Remembered, type SettingsDirectory, SettingsFiles } from "../files/settings-files";
import type { Problem } from "./problem";

export type Path = readonly (string | number)[];

/** A YAML file that remembers where everything stands. */
export class SourceFile {
  private readonly lines = new LineCounter();
  private readonly document;
  /** What keeps the file from being read: YAML's own rules, a key that is there twice, an alias of nothing. */
  readonly syntaxProblems: readonly Problem[];
  private plain: { content: unknown } | undefined;

  constructor(
    /** As messages name it. */
    readonly name: string,
    text: string,
  ) {
    this.document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false });
    const { errors } = this.document;
    this.syntaxProblems =
      errors.length > 0
        ? firstOfEachLine(errors.map((error) => ({ ...this.at(error.pos[0]), message: inOurWords(error) })))
        : this.structureProblems();
  }

  /** Reads `directory/name`; undefined when there is no such file. */
  static read(directory: SettingsDirectory, name: string): SourceFile | undefined {
    return SettingsFiles.in(directory).once(sources, name, (files) => {
      const text = files.text(name);
      return text === undefined ? undefined : new SourceFile(name, text);
    });
  }

  /** The file's content as plain values; undefined for an empty file. Only for a file without syntax problems. */
  content(): unknown {
    this.plain ??= { content: this.document.toJS({ maxAliasCount: -1 }) ?? undefined };
    return this.plain.content;
  }

  /** A problem with the value at `path`, or at its nearest ancestor that exists. */
  problemAt(path: Path, message: string): Problem {
    for (let length = path.length; length > 0; length--) {
      const node = this.document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) {
        // Of a section, or one without the wanted key, the section's own name is what a reader looks for.
        const isWhole = length === path.length && !isSection(node);
        return isWhole ? this.located(node, message) : this.problemAtKey(path.slice(0, length), message);
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

  /** What is YAML, and cannot become plain keys and values. */
  private structureProblems(): Problem[] {
    const problems: Problem[] = [];
    let aliases = 0;
    visit(this.document, {
      Pair: (_, { key }) => {
        if (!isNode(key) || isScalar(key)) return;
        problems.push(this.located(key, "a key must be a single name"));
      },
      Alias: (_, alias, ancestors) => {
        const problem = this.aliasProblem(alias, ancestors, ++aliases);
        if (problem !== undefined) problems.push(this.located(alias, problem));
      },
    });
    return problems;
  }

  private aliasProblem(alias: Alias, ancestors: readonly unknown[], count: number): string | undefined {
    const anchored = alias.resolve(this.document);
    if (anchored === undefined) return `no anchor "&${alias.source}" stands before this "*${alias.source}"`;
    if (ancestors.includes(anchored)) return `"*${alias.source}" stands within what it repeats`;
    return count === MOST_ALIASES + 1 ? `has more than ${MOST_ALIASES} aliases: write the values out` : undefined;
  }

  private located(node: Node | null, message: string): Problem {
    return { ...this.at(node?.range?.[0] ?? 0), message };
  }

  private at(offset: number): Omit<Problem, "message"> {
    const { line, col } = this.lines.linePos(offset);
    return { file: this.name, line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

const sources = new Remembered<SourceFile | undefined>();

/** Keys and values, or items, on lines of their own. */
const isSection = (node: Node): boolean => (isMap(node) || isSeq(node)) && node.flow !== true;

const isNode = (value: unknown): value is Node => isMap(value) || isSeq(value) || isScalar(value);

/** More would be an attack, or not for people to read: each may repeat many others. */
const MOST_ALIASES = 20;

/** The library's messages where ours say more of what to do. */
function inOurWords({ code, message }: YAMLError): string {
  switch (code) {
    case "DUPLICATE_KEY":
      return "this key is there already: keep one of the two";
    case "MULTIPLE_DOCS":
      return "a second document begins here: keep one, and no --- below the first line";
    case "TAB_AS_INDENT":
      return "tabs cannot indent: use spaces";
    default:
      return message;
  }
}

/** Where a line is not YAML, what else is said of it follows from that. */
const firstOfEachLine = (problems: readonly Problem[]): Problem[] =>
  problems.filter(({ line }, index) => problems.findIndex((other) => other.line === line) === index);
