import type { JsonObject } from "../../control-plane";
import { type TestResponse, TestSandbox } from "../../testing/sandbox";
import { TestUnityCatalog } from "../../testing/unity-catalog";

const SCIENTIST = "data.scientist@lakestage.example";
const SENIOR = "senior.data.scientist@lakestage.example";
const OUTSIDER = "outsider@lakestage.example";
/** What everybody sees. */
const OF_THE_SERVICE = ["samples", "system"];

const namesOf = ({ body }: TestResponse): unknown[] => (body.catalogs as JsonObject[]).map(({ name }) => name);

describe("access to Unity Catalog", () => {
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

  test("without any grant a catalog can be neither read nor changed", async () => {
    expect(await asScientist("GET", "/catalogs/sales")).toMatchObject({
      status: 403,
      body: { error_code: "PERMISSION_DENIED", message: "User does not have USE CATALOG on Catalog 'sales'." },
    });
    expect(namesOf(await asScientist("GET", "/catalogs"))).toEqual(OF_THE_SERVICE);
    expect((await asScientist("PATCH", "/catalogs/sales", { comment: "mine" })).status).toBe(403);
  });

  test("a grant to a group reaches the members of the groups in it", async () => {
    await dev.grant("catalog", "sales", "data-scientists", ["USE_CATALOG"]);
    expect((await dev.call("GET", "/catalogs/sales", undefined, SENIOR)).status).toBe(200);
    expect((await dev.call("GET", "/catalogs/sales", undefined, OUTSIDER)).status).toBe(403);
  });

  test("a schema's privilege counts only behind USE CATALOG", async () => {
    await dev.grant("schema", "sales.raw", "data-scientists", ["USE_SCHEMA", "CREATE_VOLUME"]);
    const volume = { catalog_name: "sales", schema_name: "raw", name: "landing", volume_type: "MANAGED" };
    expect((await asScientist("POST", "/volumes", volume)).body.message).toBe(
      "User does not have USE CATALOG on Catalog 'sales'.",
    );
    await dev.grant("catalog", "sales", "data-scientists", ["USE_CATALOG"]);
    expect((await asScientist("POST", "/volumes", volume)).status).toBe(200);
  });

  test("privileges on a catalog are inherited by its schemas", async () => {
    await dev.grant("catalog", "sales", "data-scientists", ["USE_CATALOG", "USE_SCHEMA", "CREATE_VOLUME"]);
    const volume = { catalog_name: "sales", schema_name: "raw", name: "landing", volume_type: "MANAGED" };
    expect((await asScientist("POST", "/volumes", volume)).status).toBe(200);
  });

  test("BROWSE shows metadata to who asks for it, says that it is no more, and gives no more", async () => {
    await dev.grant("catalog", "sales", "data-scientists", ["BROWSE"]);
    expect((await asScientist("GET", "/schemas/sales.raw?include_browse=true")).body).toMatchObject({
      full_name: "sales.raw",
      browse_only: true,
    });
    expect((await asScientist("GET", "/catalogs?include_browse=true")).body.catalogs).toContainEqual(
      expect.objectContaining({ name: "sales", browse_only: true }),
    );
    expect((await asScientist("GET", "/schemas/sales.raw")).status).toBe(403);
    expect(namesOf(await asScientist("GET", "/catalogs"))).toEqual(OF_THE_SERVICE);
    expect((await asScientist("POST", "/schemas", { catalog_name: "sales", name: "mine" })).status).toBe(403);
  });

  test("what can be used is not called browsed", async () => {
    await dev.grant("catalog", "sales", "data-scientists", ["BROWSE", "USE_CATALOG"]);
    expect((await asScientist("GET", "/catalogs/sales?include_browse=true")).body).toHaveProperty("browse_only", false);
  });

  test("the privilege to create in a schema counts only with the use of the schema", async () => {
    await dev.grant("catalog", "sales", "data-scientists", ["USE_CATALOG", "CREATE_VOLUME"]);
    const volume = { catalog_name: "sales", schema_name: "raw", name: "landing", volume_type: "MANAGED" };
    expect((await asScientist("POST", "/volumes", volume)).body.message).toBe(
      "User does not have USE SCHEMA on Schema 'sales.raw'.",
    );
  });

  test("owners, too, are stopped at a gate around what they own", async () => {
    await dev.grant("catalog", "sales", "data-scientists", ["USE_CATALOG", "USE_SCHEMA"]);
    const volume = { catalog_name: "sales", schema_name: "raw", name: "landing", volume_type: "MANAGED" };
    await dev.ok("POST", "/volumes", volume);
    await dev.ok("PATCH", "/volumes/sales.raw.landing", { owner: SCIENTIST });
    const change = { changes: [{ principal: "data-scientists", remove: ["USE_SCHEMA"] }] };
    await dev.ok("PATCH", "/permissions/catalog/sales", change);
    expect((await asScientist("DELETE", "/volumes/sales.raw.landing")).body.message).toBe(
      "User does not have USE SCHEMA on Schema 'sales.raw'.",
    );
    await dev.grant("schema", "sales.raw", "data-scientists", ["USE_SCHEMA"]);
    expect((await asScientist("DELETE", "/volumes/sales.raw.landing")).status).toBe(200);
  });

  test("the owner of a schema manages what others make in it, and uses it once granted", async () => {
    await dev.grant("catalog", "sales", "data-scientists", ["USE_CATALOG"]);
    const volume = { catalog_name: "sales", schema_name: "raw", name: "landing", volume_type: "MANAGED" };
    await dev.ok("POST", "/volumes", volume);
    await dev.ok("PATCH", "/schemas/sales.raw", { owner: SCIENTIST });
    const path = "/api/2.0/fs/directories/Volumes/sales/raw/landing";
    const list = () => sandbox.call(dev.workspace.address, "GET", path, { as: SCIENTIST });
    expect((await list()).body.message).toBe("User does not have READ VOLUME on Volume 'sales.raw.landing'.");
    const change = { changes: [{ principal: SCIENTIST, add: ["READ_VOLUME"] }] };
    expect((await asScientist("PATCH", "/permissions/volume/sales.raw.landing", change)).status).toBe(200);
    expect((await list()).status).toBe(200);
  });

  test("bindings are read by who manages the catalog", async () => {
    await dev.grant("catalog", "sales", "data-scientists", ["ALL_PRIVILEGES"]);
    expect((await asScientist("GET", "/bindings/catalog/sales")).status).toBe(403);
    await dev.grant("catalog", "sales", "data-scientists", ["MANAGE"]);
    expect((await asScientist("GET", "/bindings/catalog/sales")).status).toBe(200);
  });

  test("ALL PRIVILEGES do not include MANAGE, so that they cannot be passed on", async () => {
    await dev.grant("catalog", "sales", "data-scientists", ["ALL_PRIVILEGES"]);
    expect((await asScientist("POST", "/schemas", { catalog_name: "sales", name: "mine" })).status).toBe(200);
    const change = { changes: [{ principal: OUTSIDER, add: ["USE_CATALOG"] }] };
    expect((await asScientist("PATCH", "/permissions/catalog/sales", change)).status).toBe(403);
  });

  test("whoever makes a schema owns it, and may grant on it and delete it", async () => {
    await dev.grant("catalog", "sales", "data-scientists", ["USE_CATALOG", "CREATE_SCHEMA"]);
    const made = await asScientist("POST", "/schemas", { catalog_name: "sales", name: "mine" });
    expect(made.body).toMatchObject({ full_name: "sales.mine", owner: SCIENTIST });
    const change = { changes: [{ principal: OUTSIDER, add: ["USE_SCHEMA"] }] };
    expect((await asScientist("PATCH", "/permissions/schema/sales.mine", change)).status).toBe(200);
    expect((await asScientist("DELETE", "/schemas/sales.raw")).status).toBe(403);
    expect((await asScientist("DELETE", "/schemas/sales.mine")).status).toBe(200);
  });

  test("an owner by group is as good as one by name", async () => {
    await dev.ok("PATCH", "/catalogs/sales", { owner: "data-scientists" });
    expect((await dev.call("PATCH", "/catalogs/sales", { comment: "ours" }, SENIOR)).status).toBe(200);
  });

  test("others see only the grants to themselves and their groups", async () => {
    await dev.grant("catalog", "sales", "data-scientists", ["USE_CATALOG"]);
    await dev.grant("catalog", "sales", "ml-engineers", ["USE_CATALOG", "SELECT"]);
    expect((await asScientist("GET", "/permissions/catalog/sales")).body.privilege_assignments).toEqual([
      { principal: "data-scientists", privileges: ["USE_CATALOG"] },
    ]);
  });

  describe("from another workspace", () => {
    let prod: TestUnityCatalog;
    beforeEach(async () => {
      prod = await TestUnityCatalog.in(sandbox, "prod");
      await dev.grant("catalog", "sales", "data-scientists", ["ALL_PRIVILEGES"]);
      await dev.ok("PATCH", "/catalogs/sales", { isolation_mode: "ISOLATED" });
      await bind(dev.workspace.id, "BINDING_TYPE_READ_WRITE");
    });
    const bind = (workspaceId: number, type: string) =>
      dev.ok("PATCH", "/bindings/catalog/sales", { add: [{ workspace_id: workspaceId, binding_type: type }] });

    test("an isolated catalog does not exist where it is not bound, for its owner neither", async () => {
      for (const as of [SCIENTIST, "lakestage-deployer"]) {
        expect(await prod.call("GET", "/catalogs/sales", undefined, as)).toMatchObject({
          status: 404,
          body: { error_code: "CATALOG_DOES_NOT_EXIST", message: "Catalog 'sales' does not exist." },
        });
        expect((await prod.call("GET", "/schemas/sales.raw", undefined, as)).status).toBe(404);
      }
      expect(namesOf(await prod.call("GET", "/catalogs"))).toEqual(OF_THE_SERVICE);
    });

    test("a read-only binding lets nobody write, whatever they were granted", async () => {
      await bind(prod.workspace.id, "BINDING_TYPE_READ_ONLY");
      expect((await prod.call("GET", "/schemas/sales.raw", undefined, SCIENTIST)).status).toBe(200);
      for (const as of [SCIENTIST, "lakestage-deployer"]) {
        const refused = await prod.call("POST", "/schemas", { catalog_name: "sales", name: "mine" }, as);
        expect(refused).toMatchObject({ status: 403, body: { error_code: "PERMISSION_DENIED" } });
        expect(refused.body.message).toContain("read-only in this workspace");
        expect((await prod.call("DELETE", "/schemas/sales.raw", undefined, as)).status).toBe(403);
      }
      expect((await dev.call("POST", "/schemas", { catalog_name: "sales", name: "mine" }, SCIENTIST)).status).toBe(200);
    });

    test("a read-only binding lets its owner mend the isolation from there, and change nothing else", async () => {
      await bind(prod.workspace.id, "BINDING_TYPE_READ_ONLY");
      for (const change of [
        { owner: "platform.admin@lakestage.example" },
        { new_name: "revenue" },
        { comment: "mine" },
        { properties: { team: "mine" } },
        { isolation_mode: "OPEN", owner: "platform.admin@lakestage.example" },
      ]) {
        expect(await prod.call("PATCH", "/catalogs/sales", change)).toMatchObject({
          status: 403,
          body: { message: expect.stringContaining("read-only in this workspace") },
        });
      }
      expect((await prod.call("PATCH", "/catalogs/sales", { isolation_mode: "OPEN" })).status).toBe(200);
    });

    test("from a workspace that it is not bound to, nothing else is changed either", async () => {
      const owner = "platform.admin@lakestage.example";
      expect((await prod.call("PATCH", "/catalogs/sales", { owner })).status).toBe(404);
      expect((await prod.call("PATCH", "/catalogs/sales", { new_name: "revenue" })).status).toBe(404);
    });

    describe("to which storage is bound for reading only", () => {
      const path = "abfss://sales@lakestage.dfs.core.windows.net/landed";
      beforeEach(async () => {
        await bind(prod.workspace.id, "BINDING_TYPE_READ_WRITE");
        for (const [collection, type, name] of [
          ["external-locations", "external_location", "sales"],
          ["storage-credentials", "storage_credential", "sales-credential"],
        ]) {
          const add = [{ workspace_id: prod.workspace.id, binding_type: "BINDING_TYPE_READ_ONLY" }];
          await dev.ok("PATCH", `/${collection}/${name}`, { isolation_mode: "ISOLATION_MODE_ISOLATED" });
          await dev.ok("PATCH", `/bindings/${type}/${name}`, { add });
        }
      });

      test.each([
        ["an external table", "/tables", { name: "t", table_type: "EXTERNAL", data_source_format: "DELTA" }],
        ["an external volume", "/volumes", { name: "v", volume_type: "EXTERNAL" }],
        ["a model of its own place", "/models", { name: "m" }],
      ])("%s is not made there", async (_what, collection, members) => {
        const body = { catalog_name: "sales", schema_name: "raw", storage_location: path, ...members };
        expect(await prod.call("POST", collection, body)).toMatchObject({
          status: 403,
          body: { message: expect.stringContaining("External Location 'sales' is read-only in this workspace") },
        });
      });

      test("no catalog, schema or location is made there, and what there is is shown", async () => {
        const name = "mine";
        for (const [collection, body, readOnly] of [
          ["/catalogs", { name, storage_root: path }, "External Location 'sales'"],
          ["/schemas", { name, catalog_name: "sales", storage_root: path }, "External Location 'sales'"],
          [
            "/external-locations",
            { name, url: "abfss://mine@lakestage.dfs.core.windows.net/", credential_name: "sales-credential" },
            "Storage Credential 'sales-credential'",
          ],
        ] as const) {
          const { status, body: answer } = await prod.call("POST", collection, body);
          expect([status, answer.message]).toEqual([403, expect.stringContaining(`${readOnly} is read-only`)]);
        }
        expect((await prod.call("GET", "/external-locations/sales")).status).toBe(200);
        expect((await prod.call("GET", "/storage-credentials/sales-credential")).status).toBe(200);
      });
    });

    test("its owner may mend the bindings from outside", async () => {
      const change = { add: [{ workspace_id: prod.workspace.id, binding_type: "BINDING_TYPE_READ_ONLY" }] };
      expect((await prod.call("PATCH", "/bindings/catalog/sales", change, SCIENTIST)).status).toBe(403);
      expect((await prod.call("PATCH", "/bindings/catalog/sales", change)).status).toBe(200);
      expect((await prod.call("GET", "/catalogs/sales")).status).toBe(200);
    });
  });
});
