import type { Entry, ListOptions } from "./collection";

/**
 * The order of keys, which is SQLite's: that of UTF-8's bytes, which is that of code points. JavaScript compares UTF-16's
 * units, and so puts a character beyond U+FFFF, which takes two units from U+D800 on, before those from U+E000 to U+FFFF.
 */
export function compareKeys(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index++) {
    const a = one.charCodeAt(index);
    const b = other.charCodeAt(index);
    if (a !== b) return rank(a) - rank(b);
  }
  return one.length - other.length;
}

const FIRST_SURROGATE = 0xd800;
const AFTER_SURROGATES = 0xe000;

/** Puts the halves of what takes two units behind all that takes one. */
function rank(unit: number): number {
  if (unit < FIRST_SURROGATE) return unit;
  return unit < AFTER_SURROGATES ? unit + AFTER_SURROGATES : unit - AFTER_SURROGATES + FIRST_SURROGATE;
}

/** Entries in the order of their keys. */
export class KeyOrder<Document> {
  /** Counts the changes. */
  private version = 0;

  /** @param entries in order already. */
  constructor(private readonly entries: Entry<Document>[] = []) {}

  get isEmpty(): boolean {
    return this.entries.length === 0;
  }

  /** Adds an entry, in place of the one under its key, if any. */
  put(entry: Entry<Document>): void {
    const position = this.position(entry.key);
    const replaced = this.entries[position]?.key === entry.key ? 1 : 0;
    this.entries.splice(position, replaced, entry);
    this.version++;
  }

  remove(key: string): void {
    const position = this.position(key);
    if (this.entries[position]?.key === key) this.entries.splice(position, 1);
    this.version++;
  }

  /**
   * Goes through what `options` ask for as far as the caller does.
   * @throws Error when something is written meanwhile: an entry would be missed, or come twice.
   */
  *walk(options: ListOptions): Generator<Entry<Document>> {
    const { version } = this;
    const { reverse = false, limit = Infinity } = options;
    const { first, end } = this.range(options);
    const count = Math.min(limit, end - first);
    for (let step = 0; step < count; step++) {
      if (this.version !== version) throw new Error("documents were written while they were gone through");
      yield this.entries[reverse ? end - 1 - step : first + step] as Entry<Document>;
    }
  }

  private range({ prefix = "", after, before }: ListOptions): { first: number; end: number } {
    const first = after === undefined ? 0 : this.countWhile((key) => compareKeys(key, after) <= 0);
    const end = before === undefined ? this.entries.length : this.position(before);
    const underPrefix = this.countWhile((key) => key.startsWith(prefix) || compareKeys(key, prefix) < 0);
    return { first: Math.max(first, this.position(prefix)), end: Math.min(end, underPrefix) };
  }

  /** Of the first entry whose key does not sort before `key`. */
  private position(key: string): number {
    return this.countWhile((other) => compareKeys(other, key) < 0);
  }

  /** How many entries there are before the first whose key is not `early`: of the keys, all early ones come first. */
  private countWhile(early: (key: string) => boolean): number {
    let low = 0;
    let high = this.entries.length;
    // Most keys are made of growing numbers: what is new comes last.
    const last = this.entries.at(-1);
    if (!last || early(last.key)) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (early((this.entries[middle] as Entry<Document>).key)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
