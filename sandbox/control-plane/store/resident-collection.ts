import { type AnyIndex, Collection, type Source } from "./collection";
import { IndexedDocuments } from "./indexed-documents";
import { KeptDocument } from "./kept-document";
import { KeyOrder } from "./key-order";

/** A collection as it is kept in memory: its documents by key, in the order of keys, and by the values of its indices. */
export class ResidentCollection {
  /** Grows whenever a document of the collection changes, comes or goes. */
  revision = 0;
  private readonly documents = new Map<string, KeptDocument>();
  private readonly order: KeyOrder<object>;
  private readonly indices = new Map<AnyIndex, IndexedDocuments>();

  /** @param rows what the state file holds, in the order of keys. */
  constructor(rows: readonly { key: string; body: string }[]) {
    const kept = rows.map(({ key, body }) => new KeptDocument(key, body));
    for (const document of kept) this.documents.set(document.key, document);
    this.order = new KeyOrder(kept);
  }

  get(key: string): KeptDocument | undefined {
    return this.documents.get(key);
  }

  /** Puts `after` under `key`, or takes away what is there; returns what was. */
  replace(key: string, after: KeptDocument | undefined): KeptDocument | undefined {
    const before = this.documents.get(key);
    if (after) {
      this.documents.set(key, after);
      this.order.put(after);
    } else {
      this.documents.delete(key);
      this.order.remove(key);
    }
    for (const index of this.indices.values()) index.replace(before, after);
    this.revision++;
    return before;
  }

  ordered(source: Source<object>): KeyOrder<object> {
    if (source instanceof Collection) return this.order;
    return this.indexed(source.index).of(source.value);
  }

  private indexed(index: AnyIndex): IndexedDocuments {
    let indexed = this.indices.get(index);
    if (!indexed) {
      indexed = new IndexedDocuments(index, this.order.walk({}));
      this.indices.set(index, indexed);
    }
    return indexed;
  }
}
