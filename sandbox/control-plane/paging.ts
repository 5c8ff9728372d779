import { invalidParameter } from "./api-error";
import type { Collection, Entry, Store } from "./store";

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

/** One page of `entries`, which must be sorted by key. */
export function page<Document>(entries: Entry<Document>[], request: PageRequest): Page<Document> {
  const after = request.token ? decode(request.token) : undefined;
  const start = after === undefined ? 0 : entries.findIndex(({ key }) => key > after);
  const rest = start < 0 ? [] : entries.slice(start);
  const shown = rest.slice(0, sizeOf(request));
  const last = shown.at(-1);
  return {
    items: shown.map(({ value }) => value),
    ...(last && shown.length < rest.length ? { nextToken: encode(last.key) } : {}),
  };
}

/** One page of those documents of `collection` under `prefix` that the caller may see. */
export function pageOf<Document extends object>(
  store: Store,
  collection: Collection<Document>,
  prefix: string,
  request: PageRequest,
  visible: (document: Document) => boolean = () => true,
): Page<Document> {
  const entries = store.list(collection, { prefix }).filter(({ value }) => visible(value));
  return page(entries, request);
}

function sizeOf({ size }: PageRequest): number {
  if (size === undefined || size === 0) return DEFAULT_SIZE;
  if (size < 0) throw invalidParameter(`max_results must not be negative, got ${size}`);
  return Math.min(size, MAXIMUM_SIZE);
}

function encode(key: string): string {
  return Buffer.from(key).toString("base64url");
}

function decode(token: string): string {
  const key = Buffer.from(token, "base64url").toString();
  if (encode(key) !== token) throw invalidParameter(`Invalid page token: ${token}`);
  return key;
}
