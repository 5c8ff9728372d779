import type { JsonObject } from "../../control-plane";
import { TestSandbox } from "../../testing/sandbox";
import { TestUnityCatalog } from "../../testing/unity-catalog";

const SCIENTIST = "data.scientist@lakestage.example";
const KEY = { name: "airlines_pk", child_columns: ["code"], rely: true };
const REFERENCE = {
  name: "flights_fk",
  child_columns: ["airline"],
  parent_table: "sales.raw.airlines",
  parent_columns: ["code"],
};

describe("table constraints", () => {
  let sandbox: TestSandbox;
  let dev: TestUnityCatalog;

  beforeEach(async () => {
    sandbox = await TestSandbox.start();
    dev = await TestUnityCatalog.in(sandbox, "dev");
    await dev.catalog("sales");
    await dev.ok("POST", "/schemas", { catalog_name: "sales", name: "raw" });
    await addTable("airlines", ["code", "country"]);
    await addTable("flights", ["flight", "airline"]);
  });
  afterEach(() => sandbox.stop());

  /** Its first column cannot be null. */
  const addTable = (name: string, columns: string[]) =>
    dev.ok("POST", "/tables", {
      catalog_name: "sales",
      schema_name: "raw",
      name,
      table_type: "MANAGED",
      data_source_format: "DELTA",
      storage_location: "",
      columns: columns.map((column, index) => ({
        name: column,
        type_text: "int",
        type_name: "INT",
        nullable: index > 0,
      })),
    });
  const add = (table: string, constraint: JsonObject, as?: string) =>
    dev.call("POST", "/constraints", { full_name_arg: `sales.raw.${table}`, constraint }, as);
  const drop = (table: string, name: string, cascade: boolean) =>
    dev.call("DELETE", `/constraints/sales.raw.${table}?constraint_name=${name}&cascade=${cascade}`);
  const constraintsOf = async (table: string) =>
    (await dev.ok("GET", `/tables/sales.raw.${table}`)).body.table_constraints;

  test("keys come back with the table, and not in lists", async () => {
    await add("airlines", { primary_key_constraint: KEY });
    await add("flights", { foreign_key_constraint: REFERENCE });
    expect(await constraintsOf("airlines")).toEqual([{ primary_key_constraint: KEY }]);
    expect(await constraintsOf("flights")).toEqual([{ foreign_key_constraint: REFERENCE }]);
    const { body } = await dev.ok("GET", "/tables?catalog_name=sales&schema_name=raw");
    expect(JSON.stringify(body)).not.toContain("airlines_pk");
  });

  test.each([
    ["airlines", { primary_key_constraint: { ...KEY, child_columns: ["country"] } }, /'country' .* is nullable/],
    ["airlines", { primary_key_constraint: { ...KEY, child_columns: ["id"] } }, /^Column 'id' in child_columns/],
    ["airlines", { primary_key_constraint: { ...KEY, child_columns: [] } }, /needs at least one/],
    ["airlines", { primary_key_constraint: { ...KEY, timeseries_columns: ["at"] } }, /^Time series column 'at'/],
    ["airlines", {}, /^A constraint is either/],
    ["airlines", { primary_key_constraint: KEY, foreign_key_constraint: REFERENCE }, /^A constraint is either/],
    ["flights", { foreign_key_constraint: REFERENCE }, /must be the primary key of 'sales\.raw\.airlines'/],
    ["flights", { foreign_key_constraint: { ...REFERENCE, child_columns: ["x"] } }, /^Column 'x'/],
  ])("on %s %j is refused", async (table, constraint, message) => {
    const answer = await add(table, constraint);
    expect(answer).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
    expect(answer.body.message).toMatch(message);
  });

  test("a table has one primary key, and a schema one constraint of a name", async () => {
    await add("airlines", { primary_key_constraint: KEY });
    expect((await add("airlines", { primary_key_constraint: { ...KEY, name: "second" } })).body.message).toMatch(
      /already has the primary key 'airlines_pk'/,
    );
    const taken = await add("flights", { primary_key_constraint: { ...KEY, child_columns: ["flight"] } });
    expect(taken).toMatchObject({ status: 409, body: { error_code: "CONSTRAINT_ALREADY_EXISTS" } });
  });

  test("a key that another table refers to is deleted only with the reference", async () => {
    await add("airlines", { primary_key_constraint: KEY });
    await add("flights", { foreign_key_constraint: REFERENCE });
    expect((await drop("airlines", "airlines_pk", false)).body.message).toMatch(
      /a foreign key of 'sales\.raw\.flights'/,
    );
    expect((await drop("airlines", "airlines_pk", true)).status).toBe(200);
    expect(await constraintsOf("flights")).toEqual([]);
    expect((await drop("airlines", "airlines_pk", true)).body.error_code).toBe("CONSTRAINT_DOES_NOT_EXIST");
  });

  test("a reader of the table adds and deletes none", async () => {
    await dev.grant("catalog", "sales", "data-scientists", ["USE_CATALOG", "USE_SCHEMA", "SELECT", "MODIFY"]);
    expect((await add("airlines", { primary_key_constraint: KEY }, SCIENTIST)).status).toBe(403);
  });
});
