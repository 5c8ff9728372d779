import type { JsonObject } from "../../control-plane";
import { type TestResponse, TestSandbox } from "../../testing/sandbox";
import { TestUnityCatalog } from "../../testing/unity-catalog";

const SCIENTIST = "data.scientist@lakestage.example";

let sandbox: TestSandbox;
let catalogs: TestUnityCatalog;
let warehouse: string;

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  catalogs = await TestUnityCatalog.in(sandbox);
  await catalogs.catalog("sales");
  await catalogs.ok("POST", "/schemas", { catalog_name: "sales", name: "raw" });
  const columns = [{ name: "id", type_text: "bigint", type_name: "LONG", position: 0 }];
  const kind = { table_type: "MANAGED", data_source_format: "DELTA", storage_location: "" };
  await catalogs.ok("POST", "/tables", { catalog_name: "sales", schema_name: "raw", name: "orders", columns, ...kind });
  const made = await call("POST", "/api/2.0/sql/warehouses", { name: "shared", cluster_size: "Small" });
  warehouse = String(made.body.id);
  await call("PATCH", `/api/2.0/permissions/warehouses/${warehouse}`, {
    access_control_list: [{ user_name: SCIENTIST, permission_level: "CAN_USE" }],
  });
});
afterAll(() => sandbox.stop());

const call = (method: string, path: string, body: JsonObject, as?: string): Promise<TestResponse> =>
  sandbox.call(catalogs.workspace.address, method, path, { body, ...(as ? { as } : {}) });

const execute = (statement: string): Promise<TestResponse> =>
  call("POST", "/api/2.0/sql/statements", { statement, warehouse_id: warehouse }, SCIENTIST);

const failure = (message: string) => ({ status: 200, body: { status: { state: "FAILED", error: { message } } } });

test("a statement has failed where its caller may not read a table, and says why", async () => {
  await catalogs.grant("catalog", "sales", "data-scientists", ["USE_CATALOG", "USE_SCHEMA"]);
  expect(await execute("SELECT * FROM sales.raw.orders")).toMatchObject(
    failure(
      "[INSUFFICIENT_PERMISSIONS] Insufficient privileges: User does not have SELECT on Table 'sales.raw.orders'. SQLSTATE: 42501",
    ),
  );
});

test("who may read a table may not change it", async () => {
  await catalogs.grant("catalog", "sales", "data-scientists", ["SELECT"]);
  expect((await execute("SELECT * FROM sales.raw.orders")).status).toBe(501);
  expect((await execute("DELETE FROM sales.raw.orders")).body).toMatchObject({ status: { state: "FAILED" } });
  await catalogs.grant("catalog", "sales", "data-scientists", ["MODIFY"]);
  expect((await execute("DELETE FROM sales.raw.orders")).status).toBe(501);
});

test("a table that is not there cannot be found", async () => {
  expect(await execute("SELECT * FROM sales.raw.none")).toMatchObject(
    failure("[TABLE_OR_VIEW_NOT_FOUND] The table or view 'sales.raw.none' cannot be found. SQLSTATE: 42P01"),
  );
});
