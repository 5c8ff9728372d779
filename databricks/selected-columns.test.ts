import { selectedColumns, UNNAMED } from "./selected-columns";

describe("a query's columns", () => {
  it.each([
    ["SELECT 1 AS value", ["value"]],
    ["SELECT DISTINCT a.b.c, CASE WHEN x THEN 1 ELSE 2 END y FROM t", ["c", "y"]],
    ["SELECT count(*) n, `q w` FROM t", ["n", "q w"]],
    ["SELECT x IS DISTINCT FROM y AS d, z FROM t", ["d", "z"]],
    ["WITH a AS (SELECT 1 AS x) SELECT x FROM a", ["x"]],
    ["SELECT count(*), n FROM t", [UNNAMED, "n"]],
    ["SELECT a / 2, 1, 'x', CASE WHEN b THEN 1 END FROM t", [UNNAMED, UNNAMED, UNNAMED, UNNAMED]],
    ["SELECT sum(a) FILTER (WHERE b), avg(a) OVER () FROM t", [UNNAMED, UNNAMED]],
  ])("of %s are %p", (query, columns) => {
    expect(selectedColumns(query)).toEqual(columns);
  });

  it.each([
    "SELECT * FROM t",
    "SELECT t.* FROM t",
    "SELECT t.* EXCEPT (a) FROM t",
    "SELECT * EXCEPT (a) FROM t",
    "SHOW TABLES",
    "SELECT CAST(a AS INT) FROM t",
    "SELECT explode(a) FROM t",
    "SELECT a::int FROM t",
    "SELECT payload:user.name FROM t",
    "SELECT date '2026-01-01'",
  ])("of %s are not told by its text alone", (query) => {
    expect(selectedColumns(query)).toBeUndefined();
  });
});
