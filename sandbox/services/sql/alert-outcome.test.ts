import type { AlertEvaluation } from "./alert-checks";
import { outcomeOf } from "./alert-outcome";

const rows = (...values: (string | null)[]) => ({ columns: ["n", "most"], rows: values.map((value) => [value, "5"]) });

const above = (aggregation?: string): AlertEvaluation => ({
  source: { name: "N", ...(aggregation ? { aggregation } : {}) },
  comparison_operator: "GREATER_THAN",
  threshold: { value: { double_value: 5 } },
});

test.each([
  ["the first row's value", above(), ["10", "1"], "TRIGGERED", "10"],
  ["numbers, and not texts", above(), ["5.0"], "OK", "5.0"],
  ["a value that there is none of", above(), [null], "OK", null],
  ["the sum", above("SUM"), ["2", "3", "1"], "TRIGGERED", "6"],
  ["the mean, without nulls", above("AVG"), ["4", "8", null], "TRIGGERED", "6"],
  ["the value in the middle", above("MEDIAN"), ["1", "100", "3"], "OK", "3"],
  ["the mean of the two in the middle", above("MEDIAN"), ["1", "4", "8", "100"], "TRIGGERED", "6"],
  ["the smallest number", above("MIN"), ["10", "9"], "TRIGGERED", "9"],
  ["the largest number", above("MAX"), ["10", "9"], "TRIGGERED", "10"],
  ["how many there are", above("COUNT"), ["1", "1", null], "OK", "2"],
  ["how many different ones there are", above("COUNT_DISTINCT"), ["1", "1", "2"], "OK", "2"],
  ["how far they are apart", above("STDDEV"), ["0", "10"], "TRIGGERED", String(Math.sqrt(50))],
] as const)("an alert looks at %s", (_what, evaluation, values, state, value) => {
  expect(outcomeOf(evaluation, rows(...values))).toEqual({ state, value });
});

test.each([
  ["EQUAL", "OK"],
  ["NOT_EQUAL", "TRIGGERED"],
  ["LESS_THAN", "TRIGGERED"],
  ["LESS_THAN_OR_EQUAL", "TRIGGERED"],
  ["GREATER_THAN_OR_EQUAL", "OK"],
  ["IS_NULL", "OK"],
  ["IS_NOT_NULL", "TRIGGERED"],
])("with %s, 4 beside the 5 of another column is %s", (operator, state) => {
  const evaluation = { source: { name: "n" }, comparison_operator: operator, threshold: { column: { name: "most" } } };
  expect(outcomeOf(evaluation, rows("4")).state).toBe(state);
});

test("no rows are what the alert says that they are", () => {
  expect(outcomeOf(above(), rows()).state).toBe("UNKNOWN");
  expect(outcomeOf({ ...above(), empty_result_state: "OK" }, rows()).state).toBe("OK");
});

test("a column that the query does not have is named", () => {
  expect(() => outcomeOf({ ...above(), source: { name: "m" } }, rows("1"))).toThrow(
    "The query has no column 'm': it has n, most.",
  );
});
