import Database from "libsql";
import { StateFileError, stateFileError, stateFileProblem } from "./state-file-error";

/** A document as the file has it. */
export interface Row {
  key: string;
  /** JSON. */
  body: string;
}

/** A part of a document's content, in bytes. */
export interface ContentRange {
  /** Default: 0. */
  start?: number;
  /** Default: all that follows. */
  length?: number;
}

/** More than SQLite keeps in one place. */
const LONGEST_CONTENT = 2 ** 31 - 1;

/** What the write-ahead log may keep of the disk after a large transaction, in bytes. */
const LARGEST_LOG = 16 * 1024 * 1024;

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

/** The state on disk: documents, the bytes of files, and counters, in one embedded SQLite database. */
export class StateFile {
  private readonly database: Database.Database;
  private readonly statements = new Map<string, Database.Statement>();

  /**
   * @param file the database's path, made when absent; `:memory:` for tests.
   * @throws StateFileError here and below when the file is damaged, or the disk refuses it.
   */
  constructor(private readonly file: string) {
    this.database = this.attempt(() => new Database(file));
    this.attempt(() => {
      // A write-ahead log keeps committed transactions through the death of the process; one writer, so no busy waits.
      this.database.pragma("journal_mode = WAL");
      this.database.pragma(`journal_size_limit = ${LARGEST_LOG}`);
      this.database.pragma("synchronous = NORMAL");
      this.database.pragma("foreign_keys = ON");
      this.database.exec(SCHEMA);
    });
  }

  close(): void {
    this.database.close();
  }

  begin(): void {
    this.run("BEGIN IMMEDIATE");
  }

  commit(): void {
    this.run("COMMIT");
  }

  /** Also after a failure upon which SQLite has undone everything itself, such as a full disk. */
  rollback(): void {
    if (this.database.inTransaction) this.run("ROLLBACK");
  }

  /** In the order of keys. */
  documents(collection: string): Row[] {
    return this.rows("SELECT key, body FROM documents WHERE collection = ? ORDER BY key", collection) as Row[];
  }

  putDocument(collection: string, key: string, body: string): void {
    this.run(
      "INSERT INTO documents (collection, key, body) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body",
      collection,
      key,
      body,
    );
  }

  deleteDocument(collection: string, key: string): void {
    this.run("DELETE FROM documents WHERE collection = ? AND key = ?", collection, key);
  }

  putContent(collection: string, key: string, bytes: Uint8Array): void {
    this.run(
      "INSERT INTO contents (collection, key, bytes) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET bytes = excluded.bytes",
      collection,
      key,
      bytes,
    );
  }

  content(collection: string, key: string, { start = 0, length = LONGEST_CONTENT }: ContentRange): Buffer | undefined {
    const sql = "SELECT substr(bytes, ?, ?) AS part FROM contents WHERE collection = ? AND key = ?";
    const row = this.row(sql, start + 1, length, collection, key) as { part: Buffer } | undefined;
    return row?.part;
  }

  /** Every document, without what it holds, in the order of collections and keys. */
  keys(): { collection: string; key: string }[] {
    return this.rows("SELECT collection, key FROM documents ORDER BY collection, key") as {
      collection: string;
      key: string;
    }[];
  }

  counter(name: string): number | undefined {
    const row = this.row("SELECT value FROM counters WHERE name = ?", name) as { value: number } | undefined;
    return row?.value;
  }

  setCounter(name: string, value: number): void {
    this.run(
      "INSERT INTO counters (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
      name,
      value,
    );
  }

  /** Writes a consistent copy of everything to `file`, which must not exist. */
  copyTo(file: string): void {
    try {
      this.prepare("VACUUM INTO ?").run(file);
    } catch (error) {
      // What is damaged is read; what has no room is written.
      throw stateFileError(stateFileProblem(error) === "damaged" ? this.file : file, error);
    }
  }

  /** Reads all of the file. @throws StateFileError when a part of it is damaged. */
  check(): void {
    const first = this.row("PRAGMA quick_check(1)") as { quick_check: string } | undefined;
    if (first?.quick_check !== "ok") throw new StateFileError(this.file, "damaged", first?.quick_check ?? "");
  }

  private run(sql: string, ...parameters: (string | number | Uint8Array)[]): void {
    this.attempt(() => this.prepare(sql).run(parameters));
  }

  private row(sql: string, ...parameters: (string | number)[]): unknown {
    return this.attempt(() => this.prepare(sql).get(parameters));
  }

  private rows(sql: string, ...parameters: string[]): unknown[] {
    return this.attempt(() => this.prepare(sql).all(parameters));
  }

  private attempt<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw stateFileError(this.file, error);
    }
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
