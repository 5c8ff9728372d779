import type { JsonObject } from "../../control-plane";
import { TestDatabases } from "../../testing/databases";
import { TestSandbox } from "../../testing/sandbox";

let sandbox: TestSandbox;
let databases: TestDatabases;

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  databases = await TestDatabases.in(sandbox);
  await databases.ok("POST", "/vector-search/endpoints", { name: "searched", endpoint_type: "STANDARD" });
});
afterAll(() => sandbox.stop());

const SCIENTIST = "data.scientist@lakestage.example";

const direct = (name: string, more: JsonObject = {}): JsonObject => ({
  name,
  endpoint_name: "searched",
  primary_key: "id",
  index_type: "DIRECT_ACCESS",
  direct_access_index_spec: { schema_json: '{"vector":"array<float>","id":"integer"}' },
  ...more,
});

test("an endpoint tells how many indexes are on it, and stays until they are gone", async () => {
  const before = sandbox.store.inventory();
  await databases.ok("POST", "/vector-search/endpoints", { name: "held", endpoint_type: "STANDARD" });
  await databases.ok("POST", "/vector-search/indexes", direct("sales.online.held", { endpoint_name: "held" }));
  expect(await databases.ok("GET", "/vector-search/endpoints/held")).toMatchObject({ num_indexes: 1 });
  expect((await databases.call("DELETE", "/vector-search/endpoints/held")).status).toBe(400);
  await databases.ok("DELETE", "/vector-search/indexes/sales.online.held");
  await databases.ok("DELETE", "/vector-search/endpoints/held");
  expect((await databases.call("GET", "/vector-search/endpoints/held")).status).toBe(404);
  expect(sandbox.store.inventory()).toEqual(before);
});

test("an index that is written to directly has its columns as Spark names them, in order", async () => {
  await databases.ok("POST", "/vector-search/indexes", direct("sales.online.direct"));
  expect(await databases.ok("GET", "/vector-search/indexes/sales.online.direct")).toMatchObject({
    endpoint_name: "searched",
    index_subtype: "HYBRID",
    direct_access_index_spec: { schema_json: '{"id":"int","vector":"array<float>"}' },
  });
  const table = await databases.unityCatalog.ok("GET", "/tables/sales.online.direct");
  expect(table.body).toMatchObject({ data_source_format: "VECTOR_INDEX_FORMAT" });
});

test("an index that follows a table needs its change data feed and a key that it has", async () => {
  const synced = (source: string, key = "flight"): JsonObject => ({
    ...direct("sales.online.synced"),
    primary_key: key,
    index_type: "DELTA_SYNC",
    direct_access_index_spec: null,
    delta_sync_index_spec: { source_table: source, pipeline_type: "TRIGGERED" },
  });
  await databases.addTable("still", {});
  expect((await databases.call("POST", "/vector-search/indexes", synced("sales.raw.still"))).status).toBe(400);
  expect((await databases.call("POST", "/vector-search/indexes", synced("sales.raw.fares", "none"))).status).toBe(400);
  await databases.ok("POST", "/vector-search/indexes", synced("sales.raw.fares"));
  expect(await databases.ok("GET", "/vector-search/indexes/sales.online.synced")).toMatchObject({
    delta_sync_index_spec: { source_table: "sales.raw.fares", pipeline_id: expect.any(String) },
  });
  await databases.ok("POST", "/vector-search/indexes/sales.online.synced/sync");
});

test.each<[string, JsonObject, number]>([
  ["a name of two parts", direct("online.x"), 400],
  ["an endpoint that is not there", direct("sales.online.x", { endpoint_name: "none" }), 404],
  ["a key that is no column", direct("sales.online.x", { primary_key: "none" }), 400],
  ["columns that are none", direct("sales.online.x", { direct_access_index_spec: { schema_json: "[]" } }), 400],
])("an index with %s is refused", async (_, index, status) => {
  expect((await databases.call("POST", "/vector-search/indexes", index)).status).toBe(status);
});

test("who may read an index sees it, and who may use its endpoint makes some", async () => {
  await databases.ok("POST", "/vector-search/indexes", direct("sales.online.seen"));
  const seen = () => databases.call("GET", "/vector-search/indexes/sales.online.seen", undefined, SCIENTIST);
  expect((await seen()).status).toBe(403);
  for (const [type, name, privilege] of [
    ["catalog", "sales", "USE_CATALOG"],
    ["schema", "sales.online", "USE_SCHEMA"],
    ["table", "sales.online.seen", "SELECT"],
  ] as const) {
    await databases.unityCatalog.grant(type, name, SCIENTIST, [privilege]);
  }
  expect((await seen()).status).toBe(200);
  expect((await databases.call("POST", "/vector-search/indexes", direct("sales.online.y"), SCIENTIST)).status).toBe(
    403,
  );
});
