import { type Entry, invalidParameter, ownMember, type Page, page } from "../../control-plane";
import { wildcards } from "../patterns/linear-pattern";
import { type Comparison, type FieldName, fieldName, type Operator, parseFilter, type Scope } from "./search-filter";

/** What a field holds. */
type Kind = "number" | "text";

/** How one kind of object is searched. */
export interface Searchable<Item> {
  /** The kind of each attribute that can be compared and ordered by, by name. */
  attributes: Readonly<Record<string, Kind>>;
  /** Scopes besides attributes. */
  scopes: readonly Scope[];
  /** The value of a field, or the values where it has several; undefined where the object has none. */
  read(item: Item, field: FieldName): FieldValue | readonly string[];
  /** What stands in order where the caller names none, and where that leaves two objects equal. */
  compare(a: Item, b: Item): number;
}

export interface SearchRequest {
  filter?: string | undefined;
  /** For example `metrics.rmse DESC`. */
  order_by?: readonly string[] | undefined;
  page_token?: string | undefined;
  max_results?: number | undefined;
}

const NUMBER_OPERATORS: readonly Operator[] = ["=", "!=", ">", ">=", "<", "<="];
const TEXT_OPERATORS: readonly Operator[] = ["=", "!=", "LIKE", "ILIKE", "IN", "NOT IN", "IS NULL", "IS NOT NULL"];
const DEFAULT_SIZE = 1000;

/** One page of the items that match, in the order that was asked for. */
export function search<Item>(items: readonly Item[], searchable: Searchable<Item>, request: SearchRequest): Page<Item> {
  const comparisons = parseFilter(request.filter ?? "");
  for (const each of comparisons) checkComparison(each, searchable);
  const orders = (request.order_by ?? []).map((text) => readOrder(text, searchable));
  const tests = comparisons.map((each) => ({ field: each.field, matches: matcherOf(each) }));
  const found = items
    .filter((item) => tests.every(({ field, matches }) => isMatch(searchable.read(item, field), matches)))
    .sort((a, b) => ordered(a, b, orders, searchable));
  return page(ranked(found), { token: request.page_token, size: request.max_results || DEFAULT_SIZE });
}

/** A page's token is the place where it ended: what was found has no key that goes with its order. */
function* ranked<Item>(found: readonly Item[]): Generator<Entry<Item>> {
  for (const [rank, value] of found.entries()) yield { key: String(rank).padStart(9, "0"), value };
}

function checkComparison({ field, operator, value }: Comparison, searchable: Searchable<never>): void {
  const kind = kindOf(field, searchable);
  const operators = kind === "number" ? NUMBER_OPERATORS : TEXT_OPERATORS;
  if (!operators.includes(operator)) {
    throw invalidParameter(
      `Invalid comparator '${operator}' for ${field.scope} '${field.key}': not one of ${operators.join(", ")}.`,
    );
  }
  if (value !== undefined && !Array.isArray(value) && typeof value !== (kind === "number" ? "number" : "string")) {
    throw invalidParameter(
      kind === "number"
        ? `Expected a number to compare ${field.scope} '${field.key}' with, got '${value}'.`
        : `Expected a quoted string to compare ${field.scope} '${field.key}' with, got ${value}.`,
    );
  }
}

function kindOf({ scope, key }: FieldName, { attributes, scopes }: Searchable<never>): Kind {
  if (scope !== "attribute" && !scopes.includes(scope))
    throw invalidParameter(`These can not be searched by ${scope}.`);
  if (scope !== "attribute") return scope === "metric" ? "number" : "text";
  const kind = ownMember(attributes, key);
  if (!kind) {
    throw invalidParameter(`Invalid attribute key '${key}'. Valid keys are ${Object.keys(attributes).join(", ")}.`);
  }
  return kind;
}

type FieldValue = string | number | undefined;

/** Of several values one that matches is enough. */
function isMatch(actual: FieldValue | readonly string[], matches: (actual: FieldValue) => boolean): boolean {
  const values: readonly FieldValue[] = typeof actual === "object" ? actual : [actual];
  return values.some(matches);
}

function matcherOf({ operator, value }: Comparison): (actual: FieldValue) => boolean {
  if (operator !== "LIKE" && operator !== "ILIKE") return (actual) => compares(actual, operator, value);
  // SQL's pattern: % stands for any text, _ for one character.
  const like = wildcards(String(value), { several: "%", single: "_" }, { ignoreCase: operator === "ILIKE" });
  return (actual) => actual !== undefined && like(String(actual));
}

function compares(actual: FieldValue, operator: Exclude<Operator, "LIKE" | "ILIKE">, value: Comparison["value"]) {
  if (operator === "IS NULL") return actual === undefined;
  if (operator === "IS NOT NULL") return actual !== undefined;
  // As in SQL: what is not there is neither equal nor unequal to anything.
  if (actual === undefined || value === undefined) return false;
  if (Array.isArray(value)) return value.includes(String(actual)) === (operator === "IN");
  switch (operator) {
    case "=":
      return actual === value;
    case "!=":
      return actual !== value;
    case ">":
      return actual > value;
    case ">=":
      return actual >= value;
    case "<":
      return actual < value;
    default:
      return actual <= value;
  }
}

interface Order {
  field: FieldName;
  descending: boolean;
}

function readOrder(text: string, searchable: Searchable<never>): Order {
  const whole = text.trim();
  const [ending = "", direction] = /\s(ASC|DESC)$/i.exec(whole) ?? [];
  const field = fieldName(whole.slice(0, whole.length - ending.length).trimEnd());
  kindOf(field, searchable);
  return { field, descending: direction?.toUpperCase() === "DESC" };
}

/** What has no value stands last, in either direction. */
function ordered<Item>(a: Item, b: Item, orders: readonly Order[], searchable: Searchable<Item>): number {
  for (const { field, descending } of orders) {
    const [left, right] = [searchable.read(a, field), searchable.read(b, field)];
    if (left === right) continue;
    if (left === undefined) return 1;
    if (right === undefined) return -1;
    return left < right === descending ? 1 : -1;
  }
  return searchable.compare(a, b);
}
