import { securables } from "../../authority/unity-catalog/securables";
import type { JsonObject } from "../../control-plane";
import { type TestResponse, TestSandbox } from "../../testing/sandbox";
import { TestUnityCatalog } from "../../testing/unity-catalog";
import { services } from "../services";

const SCIENTIST = "data.scientist@lakestage.example";

let sandbox: TestSandbox;
let dev: TestUnityCatalog;

beforeEach(async () => {
  sandbox = await TestSandbox.start();
  dev = await TestUnityCatalog.in(sandbox);
});
afterEach(() => sandbox.stop());

const namesOf = ({ body }: TestResponse, member: string): unknown[] =>
  (body[member] as JsonObject[]).map(({ name }) => name);

test("every metastore has them, owned by the system, and everybody sees them", async () => {
  for (const as of [undefined, SCIENTIST]) {
    const { body } = await dev.call("GET", "/catalogs", undefined, as);
    expect(body.catalogs).toMatchObject([
      { name: "samples", owner: "System user", catalog_type: "SYSTEM_CATALOG", isolation_mode: "OPEN" },
      { name: "system", owner: "System user", catalog_type: "SYSTEM_CATALOG", isolation_mode: "OPEN" },
    ]);
  }
});

test("samples are everybody's to read", async () => {
  const schemas = await dev.call("GET", "/schemas?catalog_name=samples", undefined, SCIENTIST);
  expect(namesOf(schemas, "schemas")).toEqual(["accuweather", "bakehouse", "information_schema", "nyctaxi", "tpch"]);
  const trips = await dev.call("GET", "/tables/samples.nyctaxi.trips", undefined, SCIENTIST);
  expect(trips).toMatchObject({ status: 200, body: { owner: "System user", data_source_format: "DELTA" } });
});

test("of system, everybody sees the information schema; the others come with being enabled, and take a grant", async () => {
  const path = "/schemas?catalog_name=system";
  expect(namesOf(await dev.call("GET", path), "schemas")).toEqual(["billing", "information_schema"]);
  expect(namesOf(await dev.call("GET", path, undefined, SCIENTIST), "schemas")).toEqual(["information_schema"]);
  const metastore = String(dev.workspace.metastoreId);
  await dev.ok("PUT", `/metastores/${metastore}/systemschemas/access`);
  await dev.grant("schema", "system.access", SCIENTIST, ["USE_SCHEMA", "SELECT"]);
  expect(namesOf(await dev.call("GET", path, undefined, SCIENTIST), "schemas")).toEqual([
    "access",
    "information_schema",
  ]);
  await dev.ok("DELETE", `/metastores/${metastore}/systemschemas/access`);
  expect((await dev.call("GET", "/schemas/system.access")).status).toBe(404);
});

test.each([
  ["DELETE", "/catalogs/system?force=true", undefined],
  ["DELETE", "/catalogs/samples?force=true", undefined],
  ["PATCH", "/catalogs/samples", { owner: "platform-admins" }],
  ["PATCH", "/catalogs/system", { isolation_mode: "ISOLATED" }],
  ["PATCH", "/schemas/system.billing", { comment: "ours" }],
  ["DELETE", "/schemas/samples.tpch?force=true", undefined],
  ["DELETE", "/tables/samples.nyctaxi.trips", undefined],
  ["POST", "/schemas", { catalog_name: "system", name: "own" }],
  ["PATCH", "/permissions/catalog/samples", { changes: [{ principal: SCIENTIST, add: ["SELECT"] }] }],
  ["PATCH", "/permissions/catalog/system", { changes: [{ principal: SCIENTIST, add: ["CREATE_SCHEMA"] }] }],
  ["PATCH", "/permissions/schema/system.billing", { changes: [{ principal: SCIENTIST, add: ["ALL_PRIVILEGES"] }] }],
  ["PATCH", "/bindings/catalog/system", { add: [{ workspace_id: 1 }] }],
])("%s %s is not even the metastore's administrators' to do", async (method, path, body) => {
  expect(await dev.call(method, path, body)).toMatchObject({
    status: 403,
    body: { message: expect.stringContaining("is owned by the system") },
  });
});

test("nobody but administrators grants on system", async () => {
  const change = { changes: [{ principal: SCIENTIST, add: ["USE_SCHEMA"] }] };
  expect((await dev.call("PATCH", "/permissions/schema/system.billing", change, SCIENTIST)).status).toBe(403);
  expect((await dev.call("PATCH", "/permissions/schema/system.billing", change)).status).toBe(200);
});

test("a sandbox of an earlier version gets them", async () => {
  const { store } = sandbox;
  for (const name of ["samples", "system"]) store.delete(securables.catalog, name);
  services.upgrade(store);
  expect(namesOf(await dev.call("GET", "/catalogs"), "catalogs")).toEqual(["samples", "system"]);
});
