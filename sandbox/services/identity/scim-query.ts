import { parseFilter } from "./scim-filter";
import { type ScimAttribute, type ScimObject, scimError } from "./scim-object";

/**
 * Which attributes of an object are wanted: names parted by commas. `id`, `schemas` and a service principal's
 * `applicationId` always come.
 */
export interface ScimProjection {
  attributes?: string;
  excludedAttributes?: string;
}

/** How SCIM asks for a list. */
export interface ScimQuery extends ScimProjection {
  filter?: string;
  /** Counts from 1. */
  startIndex?: number;
  /** At most so many; 100 when absent, and never more. */
  count?: number;
  sortBy?: string;
  sortOrder?: "ascending" | "descending";
}

interface ScimList {
  totalResults: number;
  startIndex: number;
  itemsPerPage: number;
  Resources: ScimObject[];
}

const ALWAYS = new Set(["id", "schemas", "applicationid"]);
const MAXIMUM_COUNT = 100;

/** The page of `objects`, which come in a fixed order, that a query asks for. */
export function queryList(objects: readonly ScimObject[], query: ScimQuery): ScimList {
  return queryRecords(objects, query, (object) => object);
}

/** The same of what is shown as SCIM objects: where the query allows it, only what is on the page is. */
export function queryRecords<Stored>(
  records: readonly Stored[],
  query: ScimQuery,
  shown: (record: Stored) => ScimObject,
): ScimList {
  const { filter, startIndex = 1, count = MAXIMUM_COUNT, sortBy, sortOrder } = query;
  if (startIndex < 0 || count < 0) throw scimError("invalidValue", "startIndex and count must not be negative");
  const holds = filter ? parseFilter(filter) : undefined;
  const found = holds ? records.filter((record) => holds(shown(record))) : records;
  const sorted = sortBy ? sortedBy(found, shown, sortBy as ScimAttribute, sortOrder === "descending") : found;
  // 0 and 1 both mean the first, as RFC 7644 has it.
  const first = Math.max(Number(startIndex), 1);
  const page = sorted.slice(first - 1, first - 1 + Math.min(Number(count), MAXIMUM_COUNT));
  return {
    totalResults: found.length,
    startIndex: first,
    itemsPerPage: page.length,
    Resources: page.map((record) => project(shown(record), query)),
  };
}

/** What a client that asks for some attributes gets to see. */
export function project(object: ScimObject, { attributes, excludedAttributes }: ScimProjection): ScimObject {
  const wanted = attributes ? topLevel(attributes) : undefined;
  const unwanted = excludedAttributes ? topLevel(excludedAttributes) : new Set<string>();
  return Object.fromEntries(
    Object.entries(object).filter(([name]) => {
      const key = name.toLowerCase();
      return ALWAYS.has(key) || ((wanted?.has(key) ?? true) && !unwanted.has(key));
    }),
  );
}

function topLevel(names: string): Set<string> {
  return new Set(names.split(",").map((name) => (name.trim().split(".")[0] ?? "").toLowerCase()));
}

function sortedBy<Stored>(
  records: readonly Stored[],
  shown: (record: Stored) => ScimObject,
  attribute: ScimAttribute,
  descending: boolean,
): Stored[] {
  const keyed = records.map((record) => ({ record, key: String(shown(record)[attribute] ?? "") }));
  const sorted = keyed.sort((one, other) => one.key.localeCompare(other.key)).map(({ record }) => record);
  return descending ? sorted.reverse() : sorted;
}
