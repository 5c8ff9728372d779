import { expressionFault, queryFault, selectedColumns } from "./sql-text";

describe("a query", () => {
  it.each([
    "SELECT 1 AS value",
    "SELECT 1 AS value;",
    "WITH late AS (SELECT avg(late) AS share FROM journeys) SELECT share FROM late -- of today; so far",
    "SELECT payload:user.name AS name, m['k']:a, x::int FROM t",
    "SELECT 'it''s; :p {x} \\' (' AS words",
    "FROM t |> SELECT a",
    "SELECT `a ( b` FROM t",
  ])("may be %s", (query) => {
    expect(queryFault(query)).toBeUndefined();
  });

  it.each([
    ["SELECT 1; SELECT 2", "must be one statement"],
    ["SELECT a FROM t WHERE day > :since", "has a parameter :since"],
    ["SELECT a FROM t LIMIT ?", "has a parameter ?"],
    ["SELECT (1", 'has a bracket without its ")"'],
    ["SELECT 1)", 'has a ")" that nothing opens'],
    ["SELECT 'a", "has a quoted text without its end"],
    ["SELECT `a", "has a quoted name without its end"],
    ["SELECT 1 /* a", "has a comment without its end"],
    ["SELECT {a}", 'has a "{" outside of quoted text'],
    ["DELETE FROM t", "must be a query: DELETE"],
    ["-- nothing", "holds no query"],
  ])("cannot be %s: it %s", (query, why) => {
    expect(queryFault(query)).toContain(why);
  });

  it.each([
    ["SELECT 1 AS value", ["value"]],
    ["SELECT DISTINCT a.b.c, CASE WHEN x THEN 1 ELSE 2 END y FROM t", ["c", "y"]],
    ["SELECT count(*) n, `q w` FROM t", ["n", "q w"]],
    ["SELECT x IS DISTINCT FROM y AS d, z FROM t", ["d", "z"]],
    ["WITH a AS (SELECT 1 AS x) SELECT x FROM a", ["x"]],
    ["SELECT * FROM t", undefined],
    ["SELECT count(*) FROM t", undefined],
    ["SHOW TABLES", undefined],
  ])("%s answers with the columns %p", (query, columns) => {
    expect(selectedColumns(query)).toEqual(columns);
  });
});

describe("an expression", () => {
  it.each(["carrier", "distance > 1000", "avg(cast(`x` as double))"])("may be %s", (expression) => {
    expect(expressionFault(expression)).toBeUndefined();
  });

  it.each([
    ["avg(x", "has a bracket"],
    ["a; b", "must be one expression"],
    ["a IN (SELECT 1)", "cannot hold SELECT"],
    ["a > :p", "has a parameter :p"],
  ])("cannot be %s: it %s", (expression, why) => {
    expect(expressionFault(expression)).toContain(why);
  });
});
