import type { AnyIndex, Entry } from "./collection";
import { KeyOrder } from "./key-order";

const NONE = new KeyOrder<object>();

/** The documents of a collection by their values in one index, those of a value in the order of their keys. */
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
    for (const value of this.valuesOf(entry)) {
      const found = this.byValue.get(value) ?? new KeyOrder<object>();
      found.put(entry);
      this.byValue.set(value, found);
    }
  }

  private remove(entry: Entry<object>): void {
    for (const value of this.valuesOf(entry)) {
      const found = this.byValue.get(value);
      found?.remove(entry.key);
      if (found?.isEmpty) this.byValue.delete(value);
    }
  }

  private valuesOf({ key, value }: Entry<object>): readonly string[] {
    return this.index.valuesOf(value as never, key);
  }
}
