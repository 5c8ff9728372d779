import { invalidParameter, ownMember } from "../../control-plane";

/** One comparison of a filter, for example `` metrics.`val rmse` < 0.5 ``. */
export interface Comparison {
  field: FieldName;
  operator: Operator;
  /** Absent for IS NULL and IS NOT NULL. */
  value?: number | string | string[];
}

/** What a comparison or an order is about. */
export interface FieldName {
  scope: Scope;
  key: string;
}

export type Scope =
  | "attribute"
  | "metric"
  | "param"
  | "tag"
  | "dataset"
  // Of traces.
  | "metadata"
  | "feedback"
  | "expectation";

export type Operator =
  | "="
  | "!="
  | ">"
  | ">="
  | "<"
  | "<="
  | "LIKE"
  | "ILIKE"
  | "IN"
  | "NOT IN"
  | "IS NULL"
  | "IS NOT NULL";

const SCOPES: Readonly<Record<string, Scope>> = {
  attribute: "attribute",
  attributes: "attribute",
  attr: "attribute",
  run: "attribute",
  trace: "attribute",
  metric: "metric",
  metrics: "metric",
  param: "param",
  params: "param",
  parameter: "param",
  parameters: "param",
  tag: "tag",
  tags: "tag",
  dataset: "dataset",
  datasets: "dataset",
  metadata: "metadata",
  request_metadata: "metadata",
  feedback: "feedback",
  expectation: "expectation",
};

const QUOTED = `'[^']*'|"[^"]*"`;
const NAME = String.raw`(?:\w+\.)?(?:\x60[^\x60]+\x60|"[^"]+"|[\w./-]+)`;
const COMPARISON = new RegExp(
  String.raw`\s*(?<name>${NAME})\s*(?:(?<presence>IS\s+NOT\s+NULL|IS\s+NULL)\b|` +
    String.raw`(?<list>NOT\s+IN|IN)\s*\((?<values>\s*(?:${QUOTED})(?:\s*,\s*(?:${QUOTED}))*\s*)\)|` +
    String.raw`(?<operator>!=|>=|<=|=|>|<|\bI?LIKE\b)\s*(?<value>${QUOTED}|[^\s'"]+))\s*`,
  "iy",
);
const AND = /AND\s/iy;

/** Reads a filter: comparisons, joined by AND. @throws INVALID_PARAMETER_VALUE naming what it can not read. */
export function parseFilter(filter: string): Comparison[] {
  const comparisons: Comparison[] = [];
  let position = 0;
  while (filter.slice(position).trim() !== "") {
    if (comparisons.length > 0) position = endOf(AND, filter, position) ?? unreadable(filter, position);
    COMPARISON.lastIndex = position;
    const groups = COMPARISON.exec(filter)?.groups ?? unreadable(filter, position);
    position = COMPARISON.lastIndex;
    comparisons.push(comparison(groups));
  }
  return comparisons;
}

function comparison(groups: Readonly<Record<string, string | undefined>>): Comparison {
  const field = fieldName(groups.name ?? "");
  const words = (groups.presence ?? groups.list ?? groups.operator ?? "").toUpperCase().replaceAll(/\s+/g, " ");
  const operator = words as Operator;
  if (groups.presence) return { field, operator };
  if (groups.values) {
    return { field, operator, value: (groups.values.match(new RegExp(QUOTED, "g")) ?? []).map(unquoted) };
  }
  const value = groups.value ?? "";
  if (/^['"]/.test(value)) return { field, operator, value: unquoted(value) };
  const number = Number(value);
  if (Number.isNaN(number)) throw invalidParameter(`Invalid filter: ${value} must be a number or quoted text.`);
  return { field, operator, value: number };
}

/** `` metrics.`val rmse` ``, apart; what has no scope is an attribute. */
export function fieldName(text: string): FieldName {
  const dot = text.indexOf(".");
  if (dot < 0) return { scope: "attribute", key: unquoted(text) };
  const scope = ownMember(SCOPES, text.slice(0, dot).toLowerCase());
  if (!scope) {
    throw invalidParameter(
      `Invalid entity type '${text.slice(0, dot)}'. Valid values are attribute, metric, param, tag and dataset.`,
    );
  }
  return { scope, key: unquoted(text.slice(dot + 1)) };
}

const unquoted = (text: string): string => (/^['"`]/.test(text) ? text.slice(1, -1) : text);

function endOf(pattern: RegExp, text: string, position: number): number | undefined {
  pattern.lastIndex = position;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function unreadable(filter: string, position: number): never {
  throw invalidParameter(
    `Invalid filter at '${filter.slice(position).trim()}': expected comparisons such as metrics.rmse < 0.5 or tags.team = 'a', joined by AND.`,
  );
}
