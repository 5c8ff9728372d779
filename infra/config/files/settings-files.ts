import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** A Pulumi project's folder: its path, to read its files afresh, or its files as they were read already. */
export type SettingsDirectory = string | SettingsFiles;

/** What is asked of files, written out so that it can be asked again: `text Pulumi.prod.yaml`. */
export type Question = `${keyof Lookups} ${string}`;

/**
 * The files that a Pulumi project's settings are in, each read once. Whoever wants to know what a result depends on has an
 * account kept of all that is asked; so nothing that settings are made of may be read in another way. Paths are relative
 * to the project's folder.
 */
export class SettingsFiles {
  private constructor(
    /** Of `Pulumi.yaml`; to be named, not to read files from. */
    readonly directory: string,
    private readonly lookups: Lookups,
    private readonly account: Set<Question> | undefined,
  ) {}

  static in(directory: SettingsDirectory): SettingsFiles {
    return typeof directory === "string" ? new SettingsFiles(directory, lookupsIn(directory), undefined) : directory;
  }

  /** The same files, with an account of their own, which grows while more is asked of them. */
  withAccount(): { files: SettingsFiles; asked: ReadonlySet<Question> } {
    const asked = new Set<Question>();
    return { files: new SettingsFiles(this.directory, this.lookups, asked), asked };
  }

  /** A file's text; undefined where there is no such file. */
  text(path: string): string | undefined {
    return this.noting("text", path).answer(path);
  }

  exists(path: string): boolean {
    return this.noting("exists", path).answer(path);
  }

  /**
   * Names of a folder's files that match, sorted; none where there is no such folder. The pattern's flags are not looked at.
   * @throws Error where the project's own folder, `..`, is not there.
   */
  names(folder: string, { source }: RegExp): readonly string[] {
    const what = `${folder} ${source}`;
    return this.noting("names", what).answer(what);
  }

  /** The same of the folder and all below it, as paths relative to the folder. */
  namesBelow(folder: string, { source }: RegExp): readonly string[] {
    const what = `${folder} ${source}`;
    return this.noting("namesBelow", what).answer(what);
  }

  /** Stands for what the answer to a question is: another answer has another digest. */
  digest(question: Question): string {
    const [kind, what] = inTwo(question);
    const lookup = Object.entries(this.lookups).find(([name]) => name === kind)?.[1];
    if (!lookup) throw new Error(`files cannot be asked "${question}"`);
    return lookup.digest(what);
  }

  /** What follows from the files, worked out once for all who ask. */
  once<Value>(known: Remembered<Value>, key: string, workOut: (files: SettingsFiles) => Value): Value {
    const values = known.of(this.lookups);
    let found = values.get(key);
    if (!found) {
      const { asked, files } = this.withAccount();
      found = { value: workOut(files), asked };
      values.set(key, found);
    }
    for (const question of found.asked) this.account?.add(question);
    return found.value;
  }

  private noting<Kind extends keyof Lookups>(kind: Kind, what: string): Lookups[Kind] {
    this.account?.add(`${kind} ${what}`);
    return this.lookups[kind];
  }
}

interface Worked<Value> {
  value: Value;
  /** What it depends on. */
  asked: ReadonlySet<Question>;
}

/**
 * Keeps what followed from files, by what it is about. A value must ask the files nothing any more: what it depends on is
 * settled once it is there.
 */
export class Remembered<Value> {
  private readonly values = new WeakMap<object, Map<string, Worked<Value>>>();

  of(files: object): Map<string, Worked<Value>> {
    const known = this.values.get(files);
    if (known) return known;
    const values = new Map<string, Worked<Value>>();
    this.values.set(files, values);
    return values;
  }
}

/** Answers questions of one kind, each once. */
class Lookup<Answer> {
  private readonly answers = new Map<string, { answer: Answer }>();
  private readonly digests = new Map<string, string>();

  constructor(private readonly find: (what: string) => Answer) {}

  answer(what: string): Answer {
    const known = this.answers.get(what);
    if (known) return known.answer;
    const answer = this.find(what);
    this.answers.set(what, { answer });
    return answer;
  }

  digest(what: string): string {
    const known = this.digests.get(what);
    if (known !== undefined) return known;
    const digest = createHash("sha256")
      .update(JSON.stringify(this.answer(what) ?? null))
      .digest("base64url");
    this.digests.set(what, digest);
    return digest;
  }
}

interface Lookups {
  text: Lookup<string | undefined>;
  exists: Lookup<boolean>;
  names: Lookup<readonly string[]>;
  namesBelow: Lookup<readonly string[]>;
}

const lookupsIn = (directory: string): Lookups => ({
  text: new Lookup((path) => textOf(join(directory, path))),
  exists: new Lookup((path) => existsSync(join(directory, path))),
  names: new Lookup((what) => matching(directory, what, false)),
  namesBelow: new Lookup((what) => matching(directory, what, true)),
});

/** A folder of a file's name is no file. */
const textOf = (path: string): string | undefined =>
  statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, "utf8") : undefined;

/** @param what `projects \.yaml$`: a folder, and a pattern of names. */
function matching(directory: string, what: string, recursive: boolean): string[] {
  const [name, pattern] = inTwo(what);
  const folder = join(directory, name);
  // The project's own folder must be there.
  if (name !== "." && !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  const wanted = new RegExp(pattern);
  return readdirSync(folder, { withFileTypes: true, recursive })
    .filter((entry) => !entry.isDirectory() && wanted.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/"))
    .sort();
}

/** `text Pulumi.yaml` → `text`, `Pulumi.yaml` */
function inTwo(text: string): [string, string] {
  const space = text.indexOf(" ");
  return [text.slice(0, space), text.slice(space + 1)];
}
