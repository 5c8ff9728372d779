/** Names a set of documents of one type. Services declare one constant for each kind of object that they keep. */
export class Collection<Document extends object> {
  /** Ties the name to its document type; never set. */
  declare readonly document: Document;
  constructor(readonly name: string) {}
}

/**
 * Finds documents of a collection by something else than their key: a name in any case, a path, each member of a list.
 * Declared as a constant beside the collection. The store builds it when it is first asked for, and keeps it with every
 * write from then on: looking something up does not go through the collection.
 */
export class Index<Document extends object> {
  /**
   * @param valuesOf what a document is to be found by; none for one that is not to be found.
   * @param orderOf what the documents of a value are in the order of, and have as their keys in lists: no two the same.
   * Default: their keys.
   */
  constructor(
    readonly collection: Collection<Document>,
    readonly valuesOf: (document: Document, key: string) => readonly string[],
    readonly orderOf: (document: Document, key: string) => string = (_, key) => key,
  ) {}

  /** The documents that have this value. */
  of(value: string): Selection<Document> {
    return { collection: this.collection, index: this, value };
  }
}

/** Any index, whatever documents it is about. */
export type AnyIndex = Pick<Index<never>, "valuesOf" | "orderOf">;

/** Those documents of a collection that have one value in an index. */
export interface Selection<Document extends object> {
  readonly collection: Collection<Document>;
  readonly index: AnyIndex;
  readonly value: string;
}

/** What documents are listed from: a whole collection, or what an index finds in it. */
export type Source<Document extends object> = Collection<Document> | Selection<Document>;

/** What a list consists of: a document with the key it is stored under. */
export interface Entry<Document> {
  readonly key: string;
  readonly value: Document;
}

export interface ListOptions {
  /** Only keys that start with this. Default: every key. */
  prefix?: string;
  /** Only keys that sort after this one: where the last page ended. */
  after?: string | undefined;
  /** Only keys that sort before this one. */
  before?: string | undefined;
  /** From the last key to the first. Default: false. */
  reverse?: boolean;
  /** At most so many. Default: all. */
  limit?: number;
}
