import type { JsonObject } from "../control-plane";
import { readSeed, SHIPPED_SEED } from "../seed-file";
import { type TestResponse, TestSandbox } from "../testing/sandbox";
import { TestUnityCatalog } from "../testing/unity-catalog";

/** Names that could be read as something else: as a path, as two parts of a key, as another spelling, as a member of every object. */
const NAMES = [
  "a/b",
  "a%2Fb",
  "a%252Fb",
  "a\\b",
  "a.b",
  "a.b/c",
  "..",
  "../a",
  ".",
  "a//b",
  "/a",
  "a/",
  "a\u0000b",
  "a\nb",
  "a b",
  "\u00e4",
  "a\u0308",
  "\ud83d\ude80",
  "\u2024",
  "__proto__",
  "constructor",
  "a".repeat(300),
  "a",
  "a:b",
  "a|b",
  "%",
  "*",
];

/** How the objects of one kind are made, listed and removed by their name. */
interface Named {
  kind: string;
  make(name: string): readonly [path: string, body: JsonObject];
  list: string;
  /** What is listed: the member of the answer, and the member that has the name. */
  listed: readonly [string, string];
  remove(name: string): readonly [method: string, path: string, body?: JsonObject];
}

const UNITY = "/api/2.1/unity-catalog";
const part = encodeURIComponent;
const { id: subscription } = readSeed(SHIPPED_SEED).azure.subscriptions[0] ?? {};
/** What the test's catalog stands on. */
const CONNECTOR = `/subscriptions/${subscription}/resourceGroups/g/providers/Microsoft.Databricks/accessConnectors/lake`;

const KINDS: readonly Named[] = [
  {
    kind: "secret scopes",
    make: (scope) => ["/api/2.0/secrets/scopes/create", { scope }],
    list: "/api/2.0/secrets/scopes/list",
    listed: ["scopes", "name"],
    remove: (scope) => ["POST", "/api/2.0/secrets/scopes/delete", { scope }],
  },
  {
    kind: "secrets",
    make: (key) => ["/api/2.0/secrets/put", { scope: "shelf", key, string_value: "v" }],
    list: "/api/2.0/secrets/list?scope=shelf",
    listed: ["secrets", "key"],
    remove: (key) => ["POST", "/api/2.0/secrets/delete", { scope: "shelf", key }],
  },
  {
    kind: "catalogs",
    make: (name) => [`${UNITY}/catalogs`, { name, storage_root: `abfss://lake@lakestage.dfs.core.windows.net/` }],
    list: `${UNITY}/catalogs`,
    listed: ["catalogs", "name"],
    remove: (name) => ["DELETE", `${UNITY}/catalogs/${part(name)}?force=true`],
  },
  {
    kind: "schemas",
    make: (name) => [`${UNITY}/schemas`, { catalog_name: "lake", name }],
    list: `${UNITY}/schemas?catalog_name=lake`,
    listed: ["schemas", "name"],
    remove: (name) => ["DELETE", `${UNITY}/schemas/${part(`lake.${name}`)}`],
  },
  {
    kind: "volumes",
    make: (name) => [`${UNITY}/volumes`, { catalog_name: "lake", schema_name: "shelf", name, volume_type: "MANAGED" }],
    list: `${UNITY}/volumes?catalog_name=lake&schema_name=shelf`,
    listed: ["volumes", "name"],
    remove: (name) => ["DELETE", `${UNITY}/volumes/${part(`lake.shelf.${name}`)}`],
  },
  {
    kind: "models",
    make: (name) => [`${UNITY}/models`, { catalog_name: "lake", schema_name: "shelf", name }],
    list: `${UNITY}/models?catalog_name=lake&schema_name=shelf`,
    listed: ["registered_models", "name"],
    remove: (name) => ["DELETE", `${UNITY}/models/${part(`lake.shelf.${name}`)}`],
  },
  {
    kind: "external locations",
    make: (name) => [
      `${UNITY}/external-locations`,
      {
        name,
        credential_name: "lake-credential",
        url: `abfss://other@lakestage.dfs.core.windows.net/${NAMES.indexOf(name)}`,
      },
    ],
    list: `${UNITY}/external-locations`,
    listed: ["external_locations", "name"],
    remove: (name) => ["DELETE", `${UNITY}/external-locations/${part(name)}`],
  },
  {
    kind: "storage credentials",
    make: (name) => [
      `${UNITY}/storage-credentials`,
      { name, azure_managed_identity: { access_connector_id: CONNECTOR } },
    ],
    list: `${UNITY}/storage-credentials`,
    listed: ["storage_credentials", "name"],
    remove: (name) => ["DELETE", `${UNITY}/storage-credentials/${part(name)}`],
  },
  {
    kind: "database instances",
    make: (name) => ["/api/2.0/database/instances", { name, capacity: "CU_1" }],
    list: "/api/2.0/database/instances",
    listed: ["database_instances", "name"],
    remove: (name) => ["DELETE", `/api/2.0/database/instances/${part(name)}?purge=true`],
  },
];

describe("a name that could be read as something else", () => {
  let sandbox: TestSandbox;
  let lake: TestUnityCatalog;
  const call = (method: string, path: string, body?: JsonObject): Promise<TestResponse> =>
    sandbox.call(lake.workspace.address, method, path, body ? { body } : {});

  beforeAll(async () => {
    sandbox = await TestSandbox.start();
    lake = await TestUnityCatalog.in(sandbox);
    await lake.catalog("lake");
    await lake.ok("POST", "/schemas", { catalog_name: "lake", name: "shelf" });
    await call("POST", "/api/2.0/secrets/scopes/create", { scope: "shelf" });
  });
  afterAll(() => sandbox.stop());

  test.each(KINDS)("of $kind is refused, or is that of one object alone", async ({ make, list, listed, remove }) => {
    const [member, named] = listed;
    const all = async (): Promise<string[]> => {
      const { body } = await call("GET", list);
      const items = (body[member] ?? []) as JsonObject[];
      return items.map((item) => String(item[named])).sort();
    };
    const before = await all();
    const taken: string[] = [];
    for (const name of NAMES) {
      const { status } = await call("POST", ...make(name));
      expect([200, 400, 409]).toContain(status);
      if (status === 200) taken.push(name);
    }
    expect(taken).toContain("a");
    expect(await all()).toHaveLength(before.length + new Set(taken).size);
    for (const [index, name] of taken.entries()) {
      expect({ name, status: (await call(...remove(name))).status }).toEqual({ name, status: 200 });
      expect(await all()).toHaveLength(before.length + taken.length - index - 1);
    }
    expect(await all()).toEqual(before);
  });
});
