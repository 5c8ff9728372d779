import { randomUUID } from "node:crypto";
import Database from "libsql";

/** Names a set of documents of one type. Services declare one constant for each kind of object that they keep. */
export class Collection<Document extends object> {
  /** Ties the name to its document type; never set. */
  declare readonly document: Document;
  constructor(readonly name: string) {}
}

/** What `list` returns: a document with the key it is stored under. */
export interface Entry<Document> {
  key: string;
  value: Document;
}

export interface ListOptions {
  /** Only keys that start with this. Default: every key. */
  prefix?: string;
  /** Only keys that sort after this one: where the last page ended. */
  after?: string;
  /** At most so many. Default: all. */
  limit?: number;
}

/** More than SQLite keeps in one place. */
const LONGEST_CONTENT = 2 ** 31 - 1;

/** A part of a document's content, in bytes. */
export interface ContentRange {
  /** Default: 0. */
  start?: number;
  /** Default: all that follows. */
  length?: number;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS documents (
    collection TEXT NOT NULL,
    key TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (collection, key)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS contents (
    collection TEXT NOT NULL,
    key TEXT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (collection, key),
    FOREIGN KEY (collection, key) REFERENCES documents ON DELETE CASCADE
  );
  CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
`;

/** The first identifier given out: 15 digits, like the service's, and below 2^53 so that JSON carries it exactly. */
const FIRST_ID = 100_000_000_000_001;

/**
 * The control plane's state: JSON documents in collections, with the bytes of files, in one embedded SQLite file. Every request that changes
 * something is one transaction, and is answered after its commit: what was acknowledged survives a kill.
 */
export class Store {
  private readonly database: Database.Database;
  private readonly statements = new Map<string, Database.Statement>();
  private readonly revisions = new Map<string, number>();

  /** @param file the database's path, made when absent; `:memory:` for tests. */
  constructor(file: string) {
    this.database = new Database(file);
    // A write-ahead log keeps committed transactions through the death of the process; one writer, so no busy waits.
    this.database.pragma("journal_mode = WAL");
    this.database.pragma("synchronous = NORMAL");
    this.database.pragma("foreign_keys = ON");
    this.database.exec(SCHEMA);
  }

  close(): void {
    this.database.close();
  }

  /** Runs `work` as one transaction: all of its writes, or none when it throws. */
  transaction<Result>(work: () => Result): Result {
    return this.database.transaction(work).immediate() as Result;
  }

  get<Document extends object>(collection: Collection<Document>, key: string): Document | undefined {
    const row = this.prepare("SELECT body FROM documents WHERE collection = ? AND key = ?").get(collection.name, key) as
      | { body: string }
      | undefined;
    return row && (JSON.parse(row.body) as Document);
  }

  has(collection: Collection<object>, key: string): boolean {
    return (
      this.prepare("SELECT 1 FROM documents WHERE collection = ? AND key = ?").get(collection.name, key) !== undefined
    );
  }

  put<Document extends object, Value extends Document>(
    collection: Collection<Document>,
    key: string,
    value: Value,
  ): Value {
    this.prepare(
      "INSERT INTO documents (collection, key, body) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body",
    ).run(collection.name, key, JSON.stringify(value));
    this.touch(collection);
    return value;
  }

  /**
   * What a document that is there stands for besides JSON: a file's content. It lasts as long as the document does. It
   * is in the same database because a snapshot, a reset or a failed transaction must take files and what names them
   * alike; 100 MB are written in about two seconds.
   */
  putContent(collection: Collection<object>, key: string, bytes: Uint8Array): void {
    this.prepare(
      "INSERT INTO contents (collection, key, bytes) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET bytes = excluded.bytes",
    ).run(collection.name, key, bytes);
  }

  /**
   * The content of a document, or the part of it that starts at byte `start` and has at most `length` bytes; empty where
   * none was put.
   */
  content(collection: Collection<object>, key: string, { start = 0, length }: ContentRange = {}): Buffer {
    const row = this.prepare("SELECT substr(bytes, ?, ?) AS part FROM contents WHERE collection = ? AND key = ?").get(
      start + 1,
      length ?? LONGEST_CONTENT,
      collection.name,
      key,
    ) as { part: Buffer } | undefined;
    return row?.part ?? Buffer.alloc(0);
  }

  /** Whether there was something to delete. */
  delete(collection: Collection<object>, key: string): boolean {
    const { changes } = this.prepare("DELETE FROM documents WHERE collection = ? AND key = ?").run(
      collection.name,
      key,
    );
    this.touch(collection);
    return changes > 0;
  }

  /** Changes whenever a document of one of these collections may have: what is derived from them can be kept until then. */
  revision(...collections: Collection<object>[]): string {
    return collections.map(({ name }) => this.revisions.get(name) ?? 0).join(".");
  }

  /** Documents in the order of their keys. */
  list<Document extends object>(collection: Collection<Document>, options: ListOptions = {}): Entry<Document>[] {
    const { prefix = "", after, limit = -1 } = options;
    const rows = this.prepare(
      "SELECT key, body FROM documents WHERE collection = ? AND key >= ? AND key < ? AND key > ? ORDER BY key LIMIT ?",
    ).all(collection.name, prefix, `${prefix}\u{10FFFF}`, after ?? "", limit) as { key: string; body: string }[];
    return rows.map(({ key, body }) => ({ key, value: JSON.parse(body) as Document }));
  }

  /** The first document, in the order of keys, that `matches`. */
  find<Document extends object>(
    collection: Collection<Document>,
    matches: (document: Document) => boolean,
    prefix?: string,
  ): Entry<Document> | undefined {
    return this.list(collection, prefix === undefined ? {} : { prefix }).find(({ value }) => matches(value));
  }

  /** The keys of every document, by collection: what exists, without what it holds. */
  inventory(): Record<string, string[]> {
    const rows = this.prepare("SELECT collection, key FROM documents ORDER BY collection, key").all() as {
      collection: string;
      key: string;
    }[];
    const keys: Record<string, string[]> = {};
    for (const { collection, key } of rows) {
      keys[collection] ??= [];
      keys[collection].push(key);
    }
    return keys;
  }

  /** Milliseconds since 1970, greater at every call: two writes never carry the same time. */
  now(): number {
    return this.advance("clock", Date.now());
  }

  /** A number that was never given out before, greater at every call. */
  nextId(): number {
    return this.advance("id", FIRST_ID);
  }

  uuid(): string {
    return randomUUID();
  }

  /** Writes a consistent copy of the whole state to `file`, which must not exist. */
  copyTo(file: string): void {
    this.database.prepare("VACUUM INTO ?").run(file);
  }

  private touch(collection: Collection<object>): void {
    this.revisions.set(collection.name, (this.revisions.get(collection.name) ?? 0) + 1);
  }

  private advance(counter: string, atLeast: number): number {
    const row = this.prepare(
      `INSERT INTO counters (name, value) VALUES (?, ?)
       ON CONFLICT DO UPDATE SET value = max(counters.value + 1, excluded.value) RETURNING value`,
    ).get(counter, atLeast) as { value: number };
    return row.value;
  }

  private prepare(sql: string): Database.Statement {
    let statement = this.statements.get(sql);
    if (!statement) {
      statement = this.database.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }
}
