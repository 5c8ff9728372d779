import { invalidParameter } from "../../control-plane";

type DatePrecision = "DAY_PRECISION" | "MINUTE_PRECISION" | "SECOND_PRECISION";

interface MultiValuesOptions {
  prefix?: string;
  separator?: string;
  suffix?: string;
}

/** A parameter of a query: one of the six kinds of value. */
export interface QueryParameter {
  name?: string;
  title?: string;
  text_value?: { value?: string };
  numeric_value?: { value?: number };
  date_value?: { date_value?: string; dynamic_date_value?: string; precision?: DatePrecision };
  date_range_value?: {
    date_range_value?: { start: string; end: string };
    dynamic_date_range_value?: string;
    precision?: DatePrecision;
    start_day_of_week?: number;
  };
  enum_value?: { enum_options?: string; values?: string[]; multi_values_options?: MultiValuesOptions };
  query_backed_value?: { query_id?: string; values?: string[]; multi_values_options?: MultiValuesOptions };
}

const KINDS = [
  "text_value",
  "numeric_value",
  "date_value",
  "date_range_value",
  "enum_value",
  "query_backed_value",
] as const;

/** A day, with a time of day where the precision asks for one. */
const DATE = /^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2})?)?$/;

/**
 * @param isQuery whether there is a query of this id that the caller may read: where a parameter's choices come from.
 * @throws ApiError 400
 */
export function requireParameters(parameters: readonly QueryParameter[], isQuery: (id: string) => boolean): void {
  const names = new Set<string>();
  for (const parameter of parameters) {
    const { name = "" } = parameter;
    if (name.trim() === "") throw invalidParameter("A query parameter has a name.");
    if (names.has(name)) throw invalidParameter(`Query parameter '${name}' is there more than once.`);
    names.add(name);
    const given = KINDS.filter((kind) => parameter[kind] !== undefined);
    if (given.length !== 1) {
      throw invalidParameter(
        `Query parameter '${name}' takes exactly one of ${KINDS.join(", ")}; got ${given.join(", ") || "none"}.`,
      );
    }
    const problem = valueProblem(parameter, isQuery);
    if (problem) throw invalidParameter(`Query parameter '${name}': ${problem}.`);
  }
}

function valueProblem(parameter: QueryParameter, isQuery: (id: string) => boolean): string | undefined {
  const { date_value: date, date_range_value: range, enum_value: choice, query_backed_value: backed } = parameter;
  if (date) {
    if ((date.date_value === undefined) === (date.dynamic_date_value === undefined)) {
      return "date_value takes exactly one of date_value and dynamic_date_value";
    }
    return date.date_value === undefined ? undefined : dateProblem(date.date_value);
  }
  if (range) {
    if ((range.date_range_value === undefined) === (range.dynamic_date_range_value === undefined)) {
      return "date_range_value takes exactly one of date_range_value and dynamic_date_range_value";
    }
    return range.date_range_value && rangeProblem(range.date_range_value);
  }
  if (choice) return choiceProblem(choice);
  if (backed && !isQuery(backed.query_id ?? "")) return `query ${backed.query_id ?? "(none)"} does not exist`;
  return undefined;
}

const dateProblem = (date: string): string | undefined =>
  DATE.test(date) && !Number.isNaN(Date.parse(date)) ? undefined : `'${date}' is not a date, such as 2025-01-31`;

function rangeProblem({ start, end }: { start: string; end: string }): string | undefined {
  const problem = dateProblem(start) ?? dateProblem(end);
  if (problem) return problem;
  return Date.parse(start) > Date.parse(end) ? `its start ${start} is after its end ${end}` : undefined;
}

/** Options are lines. */
function choiceProblem({ enum_options: text = "", values = [] }: { enum_options?: string; values?: string[] }) {
  const options = text.split("\n").filter((option) => option !== "");
  if (options.length === 0) return "enum_options has no option";
  const wrong = values.find((value) => !options.includes(value));
  return wrong === undefined ? undefined : `'${wrong}' is not one of its enum_options`;
}

/** The parameters with what the service fills in. */
export const completeParameters = (parameters: readonly QueryParameter[]): QueryParameter[] =>
  parameters.map(({ date_value: date, date_range_value: range, ...rest }) => ({
    ...rest,
    ...(date ? { date_value: { precision: "DAY_PRECISION" as const, ...date } } : {}),
    ...(range ? { date_range_value: { precision: "DAY_PRECISION" as const, ...range } } : {}),
  }));
