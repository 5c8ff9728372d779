import type { AnyIndex, Entry } from "./collection";
import { KeyOrder } from "./key-order";

const NONE = new KeyOrder<object>();

/** The documents of a collection by their values in one index, those of a value in the index's order. */
export class IndexedDocuments {
  private readonly byValue = new Map<string, KeyOrder<object>>();

  constructor(
    private readonly index: AnyIndex,
    entries: Iterable<Entry<object>>,
  ) {
    for (const entry of entries) this.add(entry);
  }

  of(value: string): KeyOrder<object> {
    return this.byValue.get(value) ?? NONE;
  }

  /** Follows a change of the collection: what was under a key, and what is. */
  replace(before: Entry<object> | undefined, after: Entry<object> | undefined): void {
    if (before) this.remove(before);
    if (after) this.add(after);
  }

  private add(entry: Entry<object>): void {
    const { key, values } = this.place(entry);
    for (const value of values) {
      const found = this.byValue.get(value) ?? new KeyOrder<object>();
      found.put(key === entry.key ? entry : { key, value: entry.value });
      this.byValue.set(value, found);
    }
  }

  private remove(entry: Entry<object>): void {
    const { key, values } = this.place(entry);
    for (const value of values) {
      const found = this.byValue.get(value);
      found?.remove(key);
      if (found?.isEmpty) this.byValue.delete(value);
    }
  }

  private place({ key, value: document }: Entry<object>): { key: string; values: readonly string[] } {
    const values = this.index.valuesOf(document as never, key);
    return { key: this.index.orderOf(document as never, key), values };
  }
}
