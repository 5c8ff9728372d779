import { deedIn, expressionFault, queryFault } from "./sql-text";

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
    [";SELECT 1", "holds no query"],
    ["SELECT FROM t", "selects no column"],
    ["SELECT a FROM", "ends with FROM, after which something must follow"],
    ["SELECT a, b FROM t WHERE a >", "ends with >"],
    ["SELEC 1", "is no statement that can be read: it must begin with SELECT, WITH, FROM, VALUES or TABLE"],
    ["value FROM t", "is no statement that can be read"],
    ["WITH late AS (SELECT 1) DELETE FROM t", "must be a query: DELETE"],
    ["CALL clean_up()", "must be a query: CALL"],
  ])("cannot be %s: it %s", (query, why) => {
    expect(queryFault(query)).toContain(why);
  });
});

describe("an expression", () => {
  it.each([
    "carrier",
    "group",
    "t.order",
    "a IS DISTINCT FROM b",
    "a > limit",
    "distance > 1000",
    "avg(cast(`x` as double))",
    "coalesce(a, b)",
  ])("may be %s", (expression) => {
    expect(expressionFault(expression)).toBeUndefined();
  });

  it.each([
    ["avg(x", "has a bracket"],
    ["a; b", "must be one expression"],
    ["a IN (SELECT 1)", "cannot hold SELECT"],
    ["a > :p", "has a parameter :p"],
    ["late AND", "ends with AND"],
    ["carrier AS c", "must be an expression alone: AS"],
    ["carrier, late", "without a comma"],
    ["late WHERE late", "cannot hold WHERE"],
  ])("cannot be %s: it %s", (expression, why) => {
    expect(expressionFault(expression)).toContain(why);
  });
});

describe("what a text does beside reading", () => {
  it.each([
    ["SELECT 1; GRANT SELECT ON t TO x", "GRANT SELECT ON", "GRANT"],
    ["WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a", "WITH a AS", "INSERT"],
    ["/* only */ UPDATE a.`b` AS t SET x = 1", "UPDATE a.`b` AS", "UPDATE"],
    ["WITH a AS (SELECT 1) MERGE WITH SCHEMA EVOLUTION INTO t USING a ON true", "WITH a AS", "MERGE"],
    ["(DELETE FROM t)", "(DELETE FROM t)", "DELETE"],
    ["SELEC 1", "SELEC 1", undefined],
  ])("is found in %s", (sql, words, does) => {
    expect(deedIn(sql)).toEqual({ words, does });
  });

  it.each([
    "SELECT 'a;DROP TABLE x' AS `delete from` FROM t;",
    "SELECT update AS value FROM latest",
    "(SELECT 1) UNION (SELECT 2)",
    "DESCRIBE t; SHOW TABLES",
    "EXPLAIN SELECT 1",
  ])("is nothing in %s", (sql) => {
    expect(deedIn(sql)).toBeUndefined();
  });
});
