import { TestDatabases } from "../../testing/databases";
import { TestSandbox } from "../../testing/sandbox";

const STORES = "/feature-store/online-stores";
const PUBLISH = "/feature-store/tables/sales.raw.routes/publish";
const SPEC = { online_store: "store", online_table_name: "sales.online.routes", publish_mode: "SNAPSHOT" };

describe("published feature tables", () => {
  let sandbox: TestSandbox;
  let databases: TestDatabases;

  beforeEach(async () => {
    sandbox = await TestSandbox.start();
    databases = await TestDatabases.in(sandbox);
    await databases.ok("POST", STORES, { name: "store", capacity: "CU_1" });
    await databases.unityCatalog.ok("POST", "/tables", {
      catalog_name: "sales",
      schema_name: "raw",
      name: "routes",
      table_type: "MANAGED",
      data_source_format: "DELTA",
      storage_location: "",
      columns: ["route", "at", "price"].map((name) => ({
        name,
        type_text: "int",
        type_name: "INT",
        nullable: name === "price",
      })),
    });
  });
  afterEach(() => sandbox.stop());

  const addKey = () =>
    databases.unityCatalog.ok("POST", "/constraints", {
      full_name_arg: "sales.raw.routes",
      constraint: {
        primary_key_constraint: { name: "routes_pk", child_columns: ["route", "at"], timeseries_columns: ["at"] },
      },
    });

  test("a table is synced by its primary key, the latest row of each", async () => {
    await addKey();
    const published = await databases.ok("POST", PUBLISH, { publish_spec: SPEC });
    expect(await databases.ok("GET", `/database/synced_tables/${published.online_table_name}`)).toMatchObject({
      effective_database_instance_name: "store",
      spec: {
        source_table_full_name: "sales.raw.routes",
        primary_key_columns: ["route"],
        timeseries_key: "at",
        scheduling_policy: "SNAPSHOT",
      },
      data_synchronization_status: { pipeline_id: published.pipeline_id },
    });
  });

  test("publishing again gives the same pipeline; another table of the name is refused", async () => {
    await addKey();
    const first = await databases.ok("POST", PUBLISH, { publish_spec: SPEC });
    expect(await databases.ok("POST", PUBLISH, { publish_spec: SPEC })).toEqual(first);
    const other = await databases.call("POST", "/feature-store/tables/sales.raw.fares/publish", { publish_spec: SPEC });
    expect(other).toMatchObject({ status: 409, body: { error_code: "RESOURCE_ALREADY_EXISTS" } });
  });

  test("a table without a primary key, and a store that is not there, are refused", async () => {
    expect((await databases.call("POST", PUBLISH, { publish_spec: SPEC })).body.message).toMatch(/has no primary key/);
    await addKey();
    const nowhere = { publish_spec: { ...SPEC, online_store: "none" } };
    expect((await databases.call("POST", PUBLISH, nowhere)).status).toBe(404);
  });

  test("a deleted online table is gone from Unity Catalog; its source stays", async () => {
    await addKey();
    await databases.ok("POST", PUBLISH, { publish_spec: SPEC });
    await databases.ok("DELETE", "/feature-store/online-tables/sales.online.routes");
    expect((await databases.unityCatalog.call("GET", "/tables/sales.online.routes")).status).toBe(404);
    expect((await databases.call("DELETE", "/feature-store/online-tables/sales.raw.routes")).status).toBe(404);
    await databases.unityCatalog.ok("GET", "/tables/sales.raw.routes");
  });
});
