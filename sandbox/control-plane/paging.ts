import { invalidParameter } from "./api-error";
import { compareKeys, type Entry, type Source, type Store } from "./store";

/** How a caller asks for a page; services map their own parameter names onto it. */
export interface PageRequest {
  /** Where the previous page ended, as this module encoded it. */
  token?: string | undefined;
  /** Entries on a page; 0 or absent: the service's default. */
  size?: number | undefined;
}

export interface Page<Document> {
  items: Document[];
  /** Absent on the last page. */
  nextToken?: string;
}

const DEFAULT_SIZE = 100;
const MAXIMUM_SIZE = 1000;

/** One page of `entries`, which must be in the order of their keys. No more of them are asked for than the page takes. */
export function page<Item>(entries: Iterable<Entry<Item>>, request: PageRequest): Page<Item> {
  return filled(entries, startOf(request), sizeOf(request));
}

/** One page of what `source` has under `prefix`, found without going through the pages before it. */
export function pageOf<Document extends object>(
  store: Store,
  source: Source<Document>,
  prefix: string,
  request: PageRequest,
): Page<Document>;
/** @param shown what the caller sees of a document; undefined: nothing. */
export function pageOf<Document extends object, Item>(
  store: Store,
  source: Source<Document>,
  prefix: string,
  request: PageRequest,
  shown: (document: Document, key: string) => Item | undefined,
): Page<Item>;
export function pageOf(
  store: Store,
  source: Source<object>,
  prefix: string,
  request: PageRequest,
  shown: (document: object, key: string) => unknown = (document) => document,
): Page<unknown> {
  const after = startOf(request);
  return filled(shownOf(store.walk(source, { prefix, after }), shown), after, sizeOf(request));
}

function* shownOf<Document, Item>(
  entries: Iterable<Entry<Document>>,
  shown: (document: Document, key: string) => Item | undefined,
): Generator<Entry<Item>> {
  for (const { key, value } of entries) {
    const item = shown(value, key);
    if (item !== undefined) yield { key, value: item };
  }
}

function filled<Item>(entries: Iterable<Entry<Item>>, after: string | undefined, size: number): Page<Item> {
  const items: Item[] = [];
  let last = "";
  for (const entry of entries) {
    if (after !== undefined && compareKeys(entry.key, after) <= 0) continue;
    if (items.length === size) return { items, nextToken: encode(last) };
    items.push(entry.value);
    last = entry.key;
  }
  return { items };
}

function startOf({ token }: PageRequest): string | undefined {
  return token ? decode(token) : undefined;
}

function sizeOf({ size }: PageRequest): number {
  if (size === undefined || size === 0) return DEFAULT_SIZE;
  if (size < 0) throw invalidParameter(`max_results must not be negative, got ${size}`);
  return size > MAXIMUM_SIZE ? MAXIMUM_SIZE : size;
}

function encode(key: string): string {
  return Buffer.from(key).toString("base64url");
}

function decode(token: string): string {
  const key = Buffer.from(token, "base64url").toString();
  if (encode(key) !== token) throw invalidParameter(`Invalid page token: ${token}`);
  return key;
}
