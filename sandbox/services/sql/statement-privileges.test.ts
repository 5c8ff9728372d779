import { neededPrivileges } from "./statement-privileges";

const needed = (statement: string): string[] =>
  neededPrivileges(statement).map(({ privilege, table }) => `${privilege} ${table}`);

test.each([
  ["SELECT * FROM prod.sales.orders", ["SELECT prod.sales.orders"]],
  [
    "select 1 from `prod`.`sales`.`Orders` o join prod.sales.lines l on true",
    ["SELECT prod.sales.orders", "SELECT prod.sales.lines"],
  ],
  ["INSERT INTO a.b.c SELECT * FROM d.e.f", ["SELECT a.b.c", "MODIFY a.b.c", "SELECT d.e.f"]],
  ["INSERT OVERWRITE TABLE a.b.c VALUES (1)", ["SELECT a.b.c", "MODIFY a.b.c"]],
  ["DELETE FROM a.b.c WHERE true", ["SELECT a.b.c", "MODIFY a.b.c"]],
  ["UPDATE a.b.c SET d = 1", ["SELECT a.b.c", "MODIFY a.b.c"]],
  ["MERGE INTO a.b.c USING d.e.f ON true WHEN MATCHED THEN DELETE", ["SELECT a.b.c", "MODIFY a.b.c", "SELECT d.e.f"]],
  ["TRUNCATE TABLE a.b.c", ["SELECT a.b.c", "MODIFY a.b.c"]],
])("%s takes what it does with the tables that it names", (statement, expected) => {
  expect(needed(statement)).toEqual(expected);
});

test.each([
  "SELECT 1",
  "SELECT 'FROM a.b.c'",
  "SELECT 1 -- FROM a.b.c",
  "SELECT 1 /* FROM a.b.c */",
  "SELECT * FROM c",
])("%s names no table in full", (statement) => {
  expect(needed(statement)).toEqual([]);
});
