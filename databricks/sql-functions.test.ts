import { aggregateIn } from "./sql-functions";

describe("an aggregate function", () => {
  it.each([
    ["avg(cast(`x` as double))", "avg"],
    ["coalesce(SUM(x), 0)", "SUM"],
    ["percentile_approx(x, 0.5) - 1", "percentile_approx"],
  ])("is found in %s: %s", (expression, name) => {
    expect(aggregateIn(expression)).toBe(name);
  });

  it.each(["x", "count", "abs(x)", "main.own.sum(x)", "'sum(x)'", "`sum`", "x LIKE ANY ('a', 'b')"])(
    "is none in %s",
    (expression) => {
      expect(aggregateIn(expression)).toBeUndefined();
    },
  );
});
