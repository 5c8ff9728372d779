import { scimError } from "./scim-error";
import { parseFilter } from "./scim-filter";
import type { ScimAttribute, ScimObject } from "./scim-object";

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
export function queryList(objects: ScimObject[], query: ScimQuery): ScimList {
  const { filter, startIndex = 1, count = MAXIMUM_COUNT, sortBy, sortOrder } = query;
  if (startIndex < 0 || count < 0) throw scimError("invalidValue", "startIndex and count must not be negative");
  const found = filter ? objects.filter(parseFilter(filter)) : objects;
  const sorted = sortBy ? sortedBy(found, sortBy as ScimAttribute, sortOrder === "descending") : found;
  // 0 and 1 both mean the first, as RFC 7644 has it.
  const first = Math.max(startIndex, 1);
  const page = sorted.slice(first - 1, first - 1 + Math.min(count, MAXIMUM_COUNT));
  return {
    totalResults: found.length,
    startIndex: first,
    itemsPerPage: page.length,
    Resources: page.map((object) => project(object, query)),
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

function sortedBy(objects: ScimObject[], attribute: ScimAttribute, descending: boolean): ScimObject[] {
  const key = (object: ScimObject): string => String(object[attribute] ?? "");
  const sorted = [...objects].sort((one, other) => key(one).localeCompare(key(other)));
  return descending ? sorted.reverse() : sorted;
}
