import type { AlertColumn, AlertEvaluation } from "./alert-checks";

/** As the API calls it. */
export type AlertState = "UNKNOWN" | "OK" | "TRIGGERED" | "ERROR";

/** Rows as a warehouse gives them. */
export interface AlertRows {
  columns: readonly string[];
  rows: readonly (readonly (string | null)[])[];
}

type Value = string | null;

/** What an alert's condition makes of its query's rows. @throws Error for a column that there is none of. */
export function outcomeOf(evaluation: AlertEvaluation, found: AlertRows): { state: AlertState; value: Value } {
  if (found.rows.length === 0) {
    return { state: (evaluation.empty_result_state as AlertState | undefined) ?? "UNKNOWN", value: null };
  }
  const value = columnValue(evaluation.source, found);
  const met = isMet(evaluation.comparison_operator, value, thresholdOf(evaluation, found));
  return { state: met ? "TRIGGERED" : "OK", value };
}

function thresholdOf({ threshold }: AlertEvaluation, found: AlertRows): Value {
  if (threshold?.column) return columnValue(threshold.column, found);
  const [value = null] = Object.values(threshold?.value ?? {});
  return value === null ? null : String(value);
}

function isMet(operator: string, value: Value, threshold: Value): boolean {
  if (operator === "IS_NULL") return value === null;
  if (operator === "IS_NOT_NULL") return value !== null;
  if (value === null || threshold === null) return false;
  const order = compare(value, threshold);
  switch (operator) {
    case "LESS_THAN":
      return order < 0;
    case "LESS_THAN_OR_EQUAL":
      return order <= 0;
    case "GREATER_THAN":
      return order > 0;
    case "GREATER_THAN_OR_EQUAL":
      return order >= 0;
    case "NOT_EQUAL":
      return order !== 0;
    default:
      return order === 0;
  }
}

/** As numbers where both are. */
function compare(one: string, other: string): number {
  const [left, right] = [numberOf(one), numberOf(other)];
  if (left !== undefined && right !== undefined) return left - right;
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

const numberOf = (text: string): number | undefined =>
  text.trim() === "" || Number.isNaN(Number(text)) ? undefined : Number(text);

/** The first row's, or what the aggregation makes of all. */
function columnValue({ name, aggregation }: AlertColumn, { columns, rows }: AlertRows): Value {
  const index = columns.findIndex((column) => column.toLowerCase() === name.toLowerCase());
  if (index < 0) throw new Error(`The query has no column '${name}': it has ${columns.join(", ")}.`);
  const values = rows.map((row) => row[index] ?? null);
  if (aggregation === undefined) return values[0] ?? null;
  const known = values.filter((value) => value !== null);
  if (aggregation === "COUNT") return String(known.length);
  if (aggregation === "COUNT_DISTINCT") return String(new Set(known).size);
  const sorted = known.toSorted(compare);
  if (aggregation === "MIN") return sorted[0] ?? null;
  if (aggregation === "MAX") return sorted.at(-1) ?? null;
  const numbers = sorted.map((value) => numberOf(value));
  if (!numbers.every((number) => number !== undefined)) {
    throw new Error(`${aggregation} takes numbers, and column '${name}' has others.`);
  }
  const result = aggregated(aggregation, numbers);
  return result === undefined ? null : String(result);
}

/** @param numbers in their order. */
function aggregated(aggregation: string, numbers: readonly number[]): number | undefined {
  if (numbers.length === 0) return undefined;
  const sum = numbers.reduce((total, number) => total + number, 0);
  const mean = sum / numbers.length;
  if (aggregation === "SUM") return sum;
  if (aggregation === "AVG") return mean;
  if (aggregation === "MEDIAN") {
    const middle = numbers.length / 2;
    const around = numbers.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
    return around.reduce((total, number) => total + number, 0) / around.length;
  }
  // Of a sample, as SQL's STDDEV.
  const squares = numbers.reduce((total, number) => total + (number - mean) ** 2, 0);
  return numbers.length < 2 ? undefined : Math.sqrt(squares / (numbers.length - 1));
}
