import { TestSandbox } from "../../testing/sandbox";
import { TestUnityCatalog } from "../../testing/unity-catalog";

const SCIENTIST = "data.scientist@lakestage.example";

const FLIGHTS = {
  catalog_name: "sales",
  schema_name: "raw",
  name: "Flights",
  table_type: "MANAGED",
  data_source_format: "DELTA",
  storage_location: "",
  properties: { "delta.enableChangeDataFeed": "true" },
  columns: [
    { name: "flight", type_text: "bigint", type_name: "LONG", nullable: false, comment: "its number" },
    { name: "day", type_text: "date", type_name: "DATE", partition_index: 0 },
    { name: "fare", type_text: "decimal(10,2)", type_name: "DECIMAL", type_precision: 10, type_scale: 2 },
  ],
};
const EXTERNAL = {
  ...FLIGHTS,
  name: "landed",
  table_type: "EXTERNAL",
  storage_location: "abfss://sales@lakestage.dfs.core.windows.net/landed/",
};

describe("tables", () => {
  let sandbox: TestSandbox;
  let dev: TestUnityCatalog;

  beforeEach(async () => {
    sandbox = await TestSandbox.start();
    dev = await TestUnityCatalog.in(sandbox, "dev");
    await dev.catalog("sales");
    await dev.ok("POST", "/schemas", { catalog_name: "sales", name: "raw" });
  });
  afterEach(() => sandbox.stop());

  const asScientist = (method: string, path: string, body?: Parameters<TestUnityCatalog["call"]>[2]) =>
    dev.call(method, path, body, SCIENTIST);

  test("a managed table comes back with its columns, their defaults and a place in the catalog's storage", async () => {
    await dev.ok("POST", "/tables", FLIGHTS);
    const { body } = await dev.ok("GET", "/tables/sales.raw.flights");
    expect(body).toMatchObject({
      full_name: "sales.raw.flights",
      name: "flights",
      table_type: "MANAGED",
      properties: FLIGHTS.properties,
      columns: [
        { ...FLIGHTS.columns[0], position: 0 },
        { ...FLIGHTS.columns[1], position: 1, nullable: true },
        { ...FLIGHTS.columns[2], position: 2, nullable: true },
      ],
    });
    expect(body.storage_location).toMatch(/^abfss:\/\/sales@.*\/__unitystorage\/catalogs\/.*\/tables\//);
  });

  test("a managed table needs no path, and an external one does", async () => {
    const { storage_location: _none, ...table } = FLIGHTS;
    await dev.ok("POST", "/tables", table);
    expect((await dev.call("POST", "/tables", { ...table, name: "far", table_type: "EXTERNAL" })).status).toBe(400);
  });

  test.each([
    [{ table_type: "VIEW" }, "Tables of type VIEW are created with SQL, not by this API."],
    [{ data_source_format: "CSV" }, "Only Delta tables can be created by this API, not CSV."],
    [{ name: "a.b" }, /not a valid name/],
    [{ storage_location: EXTERNAL.storage_location }, /A managed table has no storage_location of its own/],
    [{ columns: [...FLIGHTS.columns, { name: "FARE" }] }, "Column 'FARE' is there more than once."],
    [{ columns: [{ type_text: "int" }] }, "Column 0 has no name."],
    [{ columns: [{ name: "fare", mask: { function_name: "f" } }] }, /Column masks are not supported/],
  ])("%j is refused", async (wrong, message) => {
    const answer = await dev.call("POST", "/tables", { ...FLIGHTS, ...wrong });
    expect(answer).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
    expect(answer.body.message).toMatch(message);
  });

  test("a second table of a name, and a table in a schema that is not there, are refused", async () => {
    await dev.ok("POST", "/tables", FLIGHTS);
    expect(await dev.call("POST", "/tables", FLIGHTS)).toMatchObject({
      status: 409,
      body: { error_code: "TABLE_ALREADY_EXISTS" },
    });
    expect(await dev.call("POST", "/tables", { ...FLIGHTS, schema_name: "none" })).toMatchObject({
      status: 404,
      body: { error_code: "SCHEMA_DOES_NOT_EXIST" },
    });
  });

  describe("external", () => {
    test("not even the schema's owner makes one without the privilege that is only given by name", async () => {
      expect(await dev.call("POST", "/tables", EXTERNAL)).toMatchObject({
        status: 403,
        body: { message: "User does not have EXTERNAL USE SCHEMA on Schema 'sales.raw'." },
      });
    });

    test("one keeps the path that it was given, which no other table may have", async () => {
      await dev.grant("schema", "sales.raw", "account users", ["EXTERNAL_USE_SCHEMA"]);
      await dev.ok("POST", "/tables", EXTERNAL);
      expect((await dev.ok("GET", "/tables/sales.raw.landed")).body).toMatchObject({
        storage_location: "abfss://sales@lakestage.dfs.core.windows.net/landed",
        storage_credential_name: "sales-credential",
      });
      const inside = { ...EXTERNAL, name: "inside", storage_location: `${EXTERNAL.storage_location}year=2026` };
      const answer = await dev.call("POST", "/tables", inside);
      expect(answer.status).toBe(400);
      expect(answer.body.message).toMatch(/^LOCATION_OVERLAP: .* table 'sales\.raw\.landed'\.$/);
    });
  });

  describe("seen by others", () => {
    beforeEach(async () => {
      await dev.ok("POST", "/tables", FLIGHTS);
      await dev.ok("POST", "/tables", { ...FLIGHTS, name: "routes" });
      await dev.grant("catalog", "sales", "data-scientists", ["USE_CATALOG", "USE_SCHEMA"]);
    });

    test("only whoever may select from a table gets it, and finds it in lists", async () => {
      expect((await asScientist("GET", "/tables/sales.raw.flights")).body).toMatchObject({
        error_code: "PERMISSION_DENIED",
        message: "User does not have SELECT on Table 'sales.raw.flights'.",
      });
      await dev.grant("table", "sales.raw.flights", "data-scientists", ["SELECT"]);
      expect((await asScientist("GET", "/tables/sales.raw.flights")).status).toBe(200);
      const { body } = await asScientist("GET", "/tables?catalog_name=sales&schema_name=raw");
      expect(body.tables).toMatchObject([{ full_name: "sales.raw.flights" }]);
    });

    test("a reader neither makes, gives away nor deletes tables", async () => {
      await dev.grant("catalog", "sales", "data-scientists", ["SELECT"]);
      const refused = await Promise.all([
        asScientist("POST", "/tables", { ...FLIGHTS, name: "mine" }),
        asScientist("PATCH", "/tables/sales.raw.flights", { owner: SCIENTIST }),
        asScientist("DELETE", "/tables/sales.raw.flights"),
      ]);
      expect(refused.map(({ status }) => status)).toEqual([403, 403, 403]);
    });

    test("the owner of a table reads it without a grant", async () => {
      await dev.ok("PATCH", "/tables/sales.raw.flights", { owner: SCIENTIST });
      expect((await asScientist("GET", "/tables/sales.raw.flights")).body.owner).toBe(SCIENTIST);
    });
  });

  test("a list pages, and leaves out what the caller does not want", async () => {
    for (const name of ["a", "b", "c"]) await dev.ok("POST", "/tables", { ...FLIGHTS, name });
    const path = "/tables?catalog_name=sales&schema_name=raw&max_results=2&omit_columns=true&omit_properties=true";
    const first = (await dev.ok("GET", path)).body;
    const second = (await dev.ok("GET", `${path}&page_token=${first.next_page_token}`)).body;
    const tables = [first, second].flatMap((each) => each.tables as { name: string }[]);
    expect(tables.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    expect(tables[0]).not.toHaveProperty("columns");
    expect(tables[0]).not.toHaveProperty("properties");
  });

  test("summaries are found by patterns", async () => {
    for (const name of ["daily_fares", "daily_routes", "daily"]) await dev.ok("POST", "/tables", { ...FLIGHTS, name });
    const { body } = await dev.ok(
      "GET",
      "/table-summaries?catalog_name=sales&schema_name_pattern=r_w&table_name_pattern=daily_%25",
    );
    expect(body.tables).toEqual([
      { full_name: "sales.raw.daily_fares", table_type: "MANAGED" },
      { full_name: "sales.raw.daily_routes", table_type: "MANAGED" },
    ]);
  });

  test("whether a table exists can be asked until it is deleted and after", async () => {
    await dev.ok("POST", "/tables", FLIGHTS);
    expect((await dev.ok("GET", "/tables/sales.raw.flights/exists")).body).toEqual({ table_exists: true });
    await dev.ok("DELETE", "/tables/sales.raw.flights");
    expect((await dev.ok("GET", "/tables/sales.raw.flights/exists")).body).toEqual({ table_exists: false });
    expect((await dev.call("GET", "/tables/sales.raw.flights")).body.error_code).toBe("TABLE_DOES_NOT_EXIST");
  });

  test("a schema with a table is deleted only by force, and takes the table's grants with it", async () => {
    await dev.ok("POST", "/tables", FLIGHTS);
    await dev.grant("table", "sales.raw.flights", "data-scientists", ["SELECT"]);
    expect(await dev.call("DELETE", "/schemas/sales.raw")).toMatchObject({
      status: 400,
      body: { error_code: "UNITY_CATALOG_INVALID_STATE" },
    });
    await dev.ok("DELETE", "/schemas/sales.raw?force=true");
    await dev.ok("POST", "/schemas", { catalog_name: "sales", name: "raw" });
    await dev.ok("POST", "/tables", FLIGHTS);
    expect((await dev.ok("GET", "/permissions/table/sales.raw.flights")).body).toEqual({ privilege_assignments: [] });
  });
});
