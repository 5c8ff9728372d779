import type { JsonObject } from "../../control-plane";
import { TestDatabases } from "../../testing/databases";
import { TestSandbox } from "../../testing/sandbox";

let sandbox: TestSandbox;
let databases: TestDatabases;

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  databases = await TestDatabases.in(sandbox);
  await databases.ok("POST", "/database/instances", { name: "instance", capacity: "CU_1" });
});
afterAll(() => sandbox.stop());

const catalog = (name: string, more: JsonObject = {}): JsonObject => ({
  name,
  database_instance_name: "instance",
  database_name: "app",
  create_database_if_not_exists: true,
  ...more,
});

test("a database's catalog is one of Unity Catalog's, and is gone with that", async () => {
  const before = sandbox.store.inventory();
  await databases.ok("POST", "/database/catalogs", catalog("shown"));
  expect(await databases.ok("GET", "/database/catalogs/shown")).toEqual({
    name: "shown",
    database_instance_name: "instance",
    database_name: "app",
    uid: expect.any(String),
  });
  const { body } = await databases.unityCatalog.ok("GET", "/catalogs/shown");
  expect(body).toMatchObject({ catalog_type: "MANAGED_ONLINE_CATALOG" });
  expect(await databases.ok("GET", "/database/instances/instance/catalogs")).toMatchObject({
    database_catalogs: [{ name: "shown" }],
  });
  expect(await databases.ok("GET", "/database/instances/instance/databases")).toEqual({
    databases: ["app", "databricks_postgres"].map((name) => ({ name, is_usable_by_customer: true })),
  });
  await databases.unityCatalog.ok("DELETE", "/catalogs/shown?force=true");
  expect((await databases.call("GET", "/database/catalogs/shown")).status).toBe(404);
  expect(sandbox.store.inventory()).toEqual(before);
});

test.each<[string, JsonObject, number]>([
  ["of an instance that is not there", catalog("x", { database_instance_name: "none" }), 404],
  ["of a database that is not there", catalog("x", { create_database_if_not_exists: false }), 400],
  ["with a name that another has", catalog("sales"), 409],
])("a catalog %s is refused", async (_, given, status) => {
  expect((await databases.call("POST", "/database/catalogs", given)).status).toBe(status);
});

test("a catalog is no database's because it is there", async () => {
  expect((await databases.call("GET", "/database/catalogs/sales")).status).toBe(404);
});
