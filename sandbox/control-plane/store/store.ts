import { randomUUID } from "node:crypto";
import { jsonText } from "../../catalogue/lossless-json";
import type { Collection, Entry, ListOptions, Source } from "./collection";
import { Counter } from "./counter";
import { KeptDocument } from "./kept-document";
import { ResidentCollection } from "./resident-collection";
import { type ContentRange, StateFile } from "./state-file";

/** The first identifier given out: 15 digits, like the service's, and below 2^53 so that JSON carries it exactly. */
const FIRST_ID = 100_000_000_000_001;
/** Identifiers that are reserved at a time. */
const ID_BLOCK = 1000;
/** For how many milliseconds times are reserved: a control plane takes about as long to start again. */
const CLOCK_BLOCK = 500;

/**
 * The control plane's state: JSON documents in collections, with the bytes of files, in one embedded SQLite file. Every
 * request that changes something is one transaction, and is answered after its commit: what was acknowledged survives a
 * kill.
 *
 * Documents are read from memory. A collection is loaded when it is first used, and every write goes to the file and to
 * memory. What is read is frozen: to change a document is to put another one. Contents stay in the file.
 */
export class Store {
  private readonly file: StateFile;
  private readonly residents = new Map<string, ResidentCollection>();
  private readonly clock: Counter;
  private readonly ids: Counter;
  private underWay: Transaction | undefined;
  private readonly committed = new Set<() => void>();

  /**
   * @param file the database's path, made when absent; `:memory:` for tests.
   * @param time what times are taken from. Default: the machine's clock.
   */
  constructor(
    file: string,
    private readonly time: () => number = Date.now,
  ) {
    this.file = new StateFile(file);
    this.clock = this.counter("clock", CLOCK_BLOCK);
    this.ids = this.counter("id", ID_BLOCK);
  }

  close(): void {
    try {
      this.clock.settle();
      this.ids.settle();
    } catch {
      // A full disk, say: what was reserved and not given out is skipped, as after a kill.
    }
    this.file.close();
  }

  /** Reads the whole file. @throws StateFileError when a part of it is damaged. */
  check(): void {
    this.file.check();
  }

  /** Runs `work` as one transaction: all of its writes, or none when it throws. One that writes nothing costs nothing. */
  transaction<Result>(work: () => Result): Result {
    if (this.underWay) throw new Error("a transaction is under way already");
    const transaction: Transaction = { begun: false, undo: [] };
    let succeeded = false;
    this.underWay = transaction;
    try {
      const result = work();
      if (transaction.begun) this.file.commit();
      succeeded = true;
      return result;
    } catch (error) {
      if (transaction.begun) this.file.rollback();
      for (const takeBack of transaction.undo.reverse()) takeBack();
      throw error;
    } finally {
      this.underWay = undefined;
      if (succeeded && transaction.begun) for (const hear of this.committed) hear();
    }
  }

  /** Hears of each transaction that wrote something, once it is committed. @returns what ends that. */
  onCommit(hear: () => void): () => void {
    this.committed.add(hear);
    return () => void this.committed.delete(hear);
  }

  get<Document extends object>(collection: Collection<Document>, key: string): Readonly<Document> | undefined {
    return this.resident(collection).get(key.toWellFormed())?.value as Document | undefined;
  }

  has(collection: Collection<object>, key: string): boolean {
    return this.resident(collection).get(key.toWellFormed()) !== undefined;
  }

  /** @returns `value`, which may be changed afterwards: what is kept is a copy. */
  put<Document extends object, Value extends Document>(
    collection: Collection<Document>,
    key: string,
    value: Value,
  ): Value {
    const wellFormed = key.toWellFormed();
    const body = jsonText(value);
    const resident = this.resident(collection);
    this.write(() => this.file.putDocument(collection.name, wellFormed, body));
    this.replace(resident, wellFormed, new KeptDocument(wellFormed, body));
    return value;
  }

  /**
   * What a document that is there stands for besides JSON: a file's content. It lasts as long as the document does. It
   * is in the same database because a snapshot, a reset or a failed transaction must take files and what names them
   * alike; 100 MB are written in about two seconds.
   */
  putContent(collection: Collection<object>, key: string, bytes: Uint8Array): void {
    this.write(() => this.file.putContent(collection.name, key, bytes));
  }

  /**
   * The content of a document, or the part of it that starts at byte `start` and has at most `length` bytes; empty where
   * none was put.
   */
  content(collection: Collection<object>, key: string, range: ContentRange = {}): Buffer {
    return this.file.content(collection.name, key, range) ?? Buffer.alloc(0);
  }

  /** Whether there was something to delete. */
  delete(collection: Collection<object>, key: string): boolean {
    const wellFormed = key.toWellFormed();
    const resident = this.resident(collection);
    if (!resident.get(wellFormed)) return false;
    this.write(() => this.file.deleteDocument(collection.name, wellFormed));
    this.replace(resident, wellFormed, undefined);
    return true;
  }

  /** Grows whenever a document of one of these collections may have changed: what is derived from them can be kept until then. */
  revision(...collections: Collection<object>[]): number {
    return collections.reduce((sum, { name }) => sum + (this.residents.get(name)?.revision ?? 0), 0);
  }

  /** Documents in the order of their keys. */
  list<Document extends object>(source: Source<Document>, options: ListOptions = {}): Entry<Readonly<Document>>[] {
    return [...this.walk(source, options)];
  }

  /** Goes through documents as `list` has them, as far as the caller does. Nothing may be written meanwhile. */
  walk<Document extends object>(
    source: Source<Document>,
    options: ListOptions = {},
  ): Iterable<Entry<Readonly<Document>>> {
    const order = this.resident(collectionOf(source)).ordered(source);
    return order.walk(options) as Iterable<Entry<Readonly<Document>>>;
  }

  /** The first document, in the order of keys, that `matches`. Default: any. */
  find<Document extends object>(
    source: Source<Document>,
    matches: (document: Document) => boolean = () => true,
    prefix = "",
  ): Entry<Readonly<Document>> | undefined {
    for (const entry of this.walk(source, { prefix })) if (matches(entry.value)) return entry;
    return undefined;
  }

  /** The keys of every document, by collection: what exists, without what it holds. */
  inventory(): Record<string, string[]> {
    const keys: Record<string, string[]> = {};
    for (const { collection, key } of this.file.keys()) {
      keys[collection] ??= [];
      keys[collection].push(key);
    }
    return keys;
  }

  /** Milliseconds since 1970, greater at every call: two writes never carry the same time. */
  now(): number {
    return this.clock.next(this.time());
  }

  /** A number that was never given out before, greater at every call. */
  nextId(): number {
    return this.ids.next(FIRST_ID);
  }

  uuid(): string {
    return randomUUID();
  }

  /** Writes a consistent copy of the whole state to `file`, which must not exist. */
  copyTo(file: string): void {
    this.file.copyTo(file);
  }

  /** As the collection is kept in memory; it is loaded when it is first asked for. */
  private resident({ name }: Collection<object>): ResidentCollection {
    let resident = this.residents.get(name);
    if (!resident) {
      resident = new ResidentCollection(this.file.documents(name));
      this.residents.set(name, resident);
    }
    return resident;
  }

  private replace(resident: ResidentCollection, key: string, after: KeptDocument | undefined): void {
    const before = resident.replace(key, after);
    this.underWay?.undo.push(() => resident.replace(key, before));
  }

  /** The file's transaction begins with the first write, so that reading needs none. */
  private write(change: () => void): void {
    if (this.underWay?.begun === false) {
      this.file.begin();
      this.underWay.begun = true;
    }
    change();
  }

  private counter(name: string, block: number): Counter {
    const write = (value: number): void => {
      this.write(() => this.file.setCounter(name, value));
      this.underWay?.undo.push(() => counter.distrust());
    };
    const counter = new Counter({ read: () => this.file.counter(name), write }, block);
    return counter;
  }
}

interface Transaction {
  /** Whether the file's has begun. */
  begun: boolean;
  /** What takes back what was done to memory, in the order in which it was done. */
  undo: (() => void)[];
}

function collectionOf<Document extends object>(source: Source<Document>): Collection<Document> {
  return "index" in source ? source.collection : source;
}
