import {
  type Alias,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
} from "yaml";
import { Remembered, type SettingsDirectory, SettingsFiles } from "../files/settings-files";
import { otherReading } from "./engine-reading";
import { besides, type Problem } from "./problem";
import { KEY_TWICE, syntaxErrors } from "./syntax-wording";
import { Written } from "./written";

export type Path = readonly (string | number)[];

/**
 * A YAML 1.2 file that remembers where everything stands, and how it is written. What other programs would read otherwise
 * is refused: decision 0080.
 */
export class SourceFile {
  private readonly lines = new LineCounter();
  private readonly document;
  /** What keeps the file from being read: no text, YAML's own rules, an alias of nothing. */
  readonly syntaxProblems: readonly Problem[];
  /**
   * What is not written as it must be, and keeps nobody from reading the rest: a tag, a key that is there twice or that no
   * program keeps.
   */
  readonly formProblems: readonly Problem[];
  private plain: { content: unknown } | undefined;

  constructor(
    /** As messages name it. */
    readonly name: string,
    readonly text: string,
  ) {
    // Source tokens tell how a block of text ends.
    this.document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false, keepSourceTokens: true });
    const { errors } = this.document;
    const strange = strangeCharacter(text);
    // What else is said of a file with such a character would follow from it.
    const syntax = strange ? [strange] : syntaxErrors(text, errors);
    const keepsReading = strange === undefined && errors.every(({ code }) => code === "DUPLICATE_KEY");
    const located = syntax.map(({ message, offset }) => ({ ...this.at(offset), message }));
    const structure = keepsReading ? this.structureProblems() : { form: [], unreadable: [] };
    this.syntaxProblems = [...(keepsReading ? [] : located), ...structure.unreadable];
    this.formProblems = besides(
      firstOfEachPlace([...(keepsReading ? located : []), ...structure.form]),
      this.syntaxProblems,
    );
  }

  /** Reads `directory/name`; undefined when there is no such file. */
  static read(directory: SettingsDirectory, name: string): SourceFile | undefined {
    return SettingsFiles.in(directory).once(sources, name, (files) => {
      const text = files.text(name);
      return text === undefined ? undefined : new SourceFile(name, text);
    });
  }

  /**
   * The file's content as keys and values, keys as they are written; undefined for an empty file. A number or truth value
   * that JavaScript would not write as it stands there is a `Written`. Nothing of a file with syntax problems, in which
   * aliases may stand for more than there is room for. Of a key that is there twice, the first; none that no program keeps.
   */
  content(): unknown {
    if (this.syntaxProblems.length > 0) return undefined;
    this.plain ??= { content: this.contentOf(this.document.contents) ?? undefined };
    return this.plain.content;
  }

  /** What stands below `path` and Pulumi's engine, which reads the file too, takes for something else. */
  otherReadings(path: Path): Problem[] {
    const node = this.document.getIn(path, true);
    if (!isNode(node)) return [];
    const problems: Problem[] = [];
    visit(node, {
      Scalar: (key, scalar) => {
        if (scalar.type !== "PLAIN") return;
        const text = scalar.source ?? "";
        const isKey = key === "key";
        // Keys are texts to the engine as well, which spells them anew.
        const other = otherReading(text, scalar.value) ?? (isKey && isRespelled(scalar) ? "another name" : undefined);
        if (other !== undefined)
          problems.push(this.located(scalar, `Pulumi reads this as ${other}: ${wayOut(scalar, other, isKey)}`));
      },
    });
    return problems;
  }

  /** Every single value and key, as it is read. */
  texts(): FoundText[] {
    const found: FoundText[] = [];
    visit(this.document, {
      Scalar: (key, scalar, ancestors) => {
        const [begins = 0, ends = begins] = scalar.range ?? [];
        const keys = key === "key" ? [] : ancestors.filter(isPair).map((pair) => nameOf(pair.key));
        const isPlainText = scalar.type === "PLAIN" && typeof scalar.value === "string";
        found.push({ keys, value: String(scalar.value ?? ""), isPlainText, begins, ends });
      },
    });
    return found;
  }

  private contentOf(node: unknown): unknown {
    if (isAlias(node)) return this.contentOf(node.resolve(this.document));
    if (isMap(node)) {
      const members = new Map<string, unknown>();
      for (const { key, value } of node.items) {
        const name = nameOf(key);
        if (isKept(key) && !members.has(name)) members.set(name, this.contentOf(value));
      }
      return Object.fromEntries(members);
    }
    if (isSeq(node)) return node.items.map((item) => this.contentOf(item));
    return isScalar(node) ? scalarOf(node) : null;
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

  /** What is YAML, and cannot become plain keys and values, or not the same ones to every reader. */
  private structureProblems(): { unreadable: Problem[]; form: Problem[] } {
    const unreadable: Problem[] = [];
    const form: Problem[] = [];
    if (this.document.directives?.yaml.explicit) {
      unreadable.push({ ...this.at(0), message: "files are read as YAML 1.2: take the %YAML line out" });
    }
    // What the library passes over, and Pulumi's does not.
    const directive = this.document.warnings.find(({ code }) => code === "BAD_DIRECTIVE");
    if (directive) form.push({ ...this.at(directive.pos[0]), message: "nobody reads this % line: take it out" });
    let aliases = 0;
    let isTooDeep = false;
    const anchors = new Set<string>();
    const general = (node: Exclude<Node, Alias>, ancestors: readonly unknown[]): void => {
      form.push(...this.tagProblems(node), ...this.anchorProblems(node, anchors));
      if (isTooDeep || ancestors.filter(isCollection).length < MOST_LEVELS) return;
      isTooDeep = true;
      unreadable.push(this.located(node, `stands within ${MOST_LEVELS} others: nothing in settings is so deep`));
    };
    visit(this.document, {
      Map: (_, map, ancestors) => {
        general(map, ancestors);
        form.push(...this.keyProblems(map.items));
        unreadable.push(...this.namelessProblems(map.items));
      },
      Seq: (_, list, ancestors) => general(list, ancestors),
      Scalar: (_, scalar, ancestors) => {
        general(scalar, ancestors);
        const { value } = scalar;
        if (typeof value !== "string" || (value.isWellFormed() && !value.includes("\0"))) return;
        form.push(this.located(scalar, "holds a character that no other program takes: half of a pair, or the zero"));
      },
      Alias: (_, alias, ancestors) => {
        const problem = this.aliasProblem(alias, ancestors, ++aliases);
        if (problem !== undefined) unreadable.push(this.located(alias, problem));
      },
    });
    return { unreadable: firstOfEachPlace(unreadable), form };
  }

  private tagProblems(node: Exclude<Node, Alias>): Problem[] {
    if (node.tag === undefined || !isTagged(node)) return [];
    return [this.located(node, "tags are not read: take it out, and put text in quotes")];
  }

  /** YAML lets a name stand for something else further below, which people take for the first. */
  private anchorProblems(node: Exclude<Node, Alias>, before: Set<string>): Problem[] {
    const { anchor } = node;
    if (anchor === undefined) return [];
    const isThere = before.has(anchor);
    before.add(anchor);
    return isThere ? [this.located(node, `"&${anchor}" is there already: give one of the two another name`)] : [];
  }

  private keyProblems(pairs: readonly Pair[]): Problem[] {
    const names = new Set<string>();
    return pairs.flatMap(({ key }) => {
      if (!isScalar(key)) return [];
      // Whoever reads such a key as an object's would lose it, and does.
      if (!isKept(key)) return [this.located(key, "no program keeps a key of this name: give it another")];
      // `1` and `"1"` are two keys to YAML, and one name.
      const name = nameOf(key);
      const isThere = names.has(name);
      names.add(name);
      return isThere ? [this.located(key, KEY_TWICE)] : [];
    });
  }

  /** Keys that are none, and ones that would bring others: what they mean is missing, wherever it is looked for. */
  private namelessProblems(pairs: readonly Pair[]): Problem[] {
    return pairs.flatMap(({ key }) => {
      if (!isScalar(key)) return isNode(key) || isAlias(key) ? [this.located(key, "a key must be a single name")] : [];
      if (key.value === null)
        return [this.located(key, "a key is missing or empty: give it a name, in quotes where it is ~ or null")];
      return nameOf(key) === "<<" && key.type === "PLAIN" ? [this.located(key, MERGE_KEY)] : [];
    });
  }

  private aliasProblem(alias: Alias, ancestors: readonly unknown[], count: number): string | undefined {
    const anchored = alias.resolve(this.document);
    if (anchored === undefined) return `no anchor "&${alias.source}" stands before this "*${alias.source}"`;
    if (ancestors.includes(anchored)) return `"*${alias.source}" stands within what it repeats`;
    return count === MOST_ALIASES + 1 ? `has more than ${MOST_ALIASES} aliases: write the values out` : undefined;
  }

  problemAtOffset(offset: number, message: string): Problem {
    return { ...this.at(offset), message };
  }

  private located(node: Node | null, message: string): Problem {
    return this.problemAtOffset(node?.range?.[0] ?? 0, message);
  }

  private at(offset: number): Omit<Problem, "message"> {
    const { line, col } = this.lines.linePos(offset);
    return { file: this.name, line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

/** A single value, or a key, in a file. */
interface FoundText {
  value: string;
  /** Names of the keys that it is below, from the outermost in; none of a key. */
  keys: readonly string[];
  /** A text that stands there without quotes, on one line or several. */
  isPlainText: boolean;
  /** Where in the file it begins, and where it is over. */
  begins: number;
  ends: number;
}

const sources = new Remembered<SourceFile | undefined>();

/** Keys and values, or items, on lines of their own. */
const isSection = (node: Node): boolean => (isMap(node) || isSeq(node)) && node.flow !== true;

const isNode = (value: unknown): value is Exclude<Node, Alias> => isMap(value) || isSeq(value) || isScalar(value);

/** A key letter by letter. */
const nameOf = (key: unknown): string => (isScalar(key) ? (key.source ?? String(key.value)) : "");

/** Whether a key is a name that programs keep. */
const isKept = (key: unknown): boolean => nameOf(key) !== "__proto__";

function scalarOf(scalar: Scalar): unknown {
  const { source = "", value } = scalar;
  // Tags make other things, which nobody asked for.
  if (typeof value === "object" && value !== null) return source;
  if (typeof value === "string") return endsByItself(scalar) ? value.replace(/\n$/, "") : value;
  if (typeof value !== "number" && typeof value !== "boolean") return value;
  return String(value) === source ? value : new Written(source, value);
}

/** Of a block of text that says nothing of its end, `|` or `>`, the last line's end is no part of what is meant. */
const endsByItself = ({ srcToken }: Scalar): boolean =>
  srcToken?.type === "block-scalar" &&
  srcToken.props.some((prop) => prop.type === "block-scalar-header" && !/[-+]/.test(prop.source));

/** Collections have their usual tag too, without one that stands in the file. */
const isTagged = (node: Exclude<Node, Alias>): boolean => isScalar(node) || !/:(map|seq)$/.test(node.tag ?? "");

const isRespelled = ({ source = "", value }: Scalar): boolean =>
  typeof value === "string" ? false : source !== (value === null ? "<nil>" : String(value));

const wayOut = ({ value }: Scalar, other: string, isKey: boolean): string => {
  const mayBeNumber = typeof value === "number" || other.startsWith("the number ");
  return mayBeNumber && !isKey ? "write it with digits alone, or text in quotes" : "put it in quotes";
};

const MERGE_KEY = "merge keys are not read, as YAML 1.2 has none: write out what << would bring";

/**
 * The first character that is none of YAML's, or no character at all. What is not UTF-8 was read as U+FFFD.
 */
function strangeCharacter(text: string): { offset: number; message: string } | undefined {
  const offset = text.search(
    /(?![\t\n\r])\p{Cc}|[\uFFFD\u2028\u2029]|[\u200B\u2060\u202A-\u202E\u2066-\u2069]|\u00A0(?<=(?:^|\n|:) *\u00A0)|(?!^)\uFEFF|\r(?!\n)/u,
  );
  if (offset < 0) return undefined;
  return { offset, message: saidOfStrange(text.charAt(offset), text) };
}

function saidOfStrange(character: string, text: string): string {
  // What was saved as UTF-16 has one in every second place.
  const isUtf16 = character === "\0" && text.split("\0").length > text.length / 3;
  if (isUtf16 || character === "\uFFFD") {
    return "this is not UTF-8: save the file in that encoding, and look at what stands here";
  }
  if (character === "\0")
    return "a zero byte, which no text has: take it out, or get the file anew where it is damaged";
  return "a character that cannot be seen, which readers take in different ways: take it out";
}

/** No setting stands so deep: what does was not meant, or is to bring down who reads it. */
const MOST_LEVELS = 50;

/** More would be an attack, or not for people to read: each may repeat many others. */
const MOST_ALIASES = 20;

/** Of what stands at one place one mistake is told. */
const firstOfEachPlace = (problems: readonly Problem[]): Problem[] =>
  problems.filter(
    ({ column, line }, index) =>
      problems.findIndex((other) => other.line === line && other.column === column) === index,
  );
