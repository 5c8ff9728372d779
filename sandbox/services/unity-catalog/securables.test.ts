import type { JsonObject } from "../../control-plane";
import { TestAccount } from "../../testing/account";
import { type TestResponse, TestSandbox } from "../../testing/sandbox";
import { TestUnityCatalog } from "../../testing/unity-catalog";

describe("Unity Catalog's securables", () => {
  let sandbox: TestSandbox;
  let dev: TestUnityCatalog;

  beforeEach(async () => {
    sandbox = await TestSandbox.start();
    dev = await TestUnityCatalog.in(sandbox);
    await dev.catalog("sales");
  });
  afterEach(() => sandbox.stop());

  test("come back as they were declared", async () => {
    const declared = {
      name: "extra",
      comment: "for tests",
      properties: { team: "a" },
      storage_root: "abfss://sales@lakestage.dfs.core.windows.net/extra",
    };
    await dev.ok("POST", "/catalogs", declared);
    expect((await dev.ok("GET", "/catalogs/extra")).body).toMatchObject(declared);
  });

  test.each(["/catalogs/sales", "/schemas/sales.default", "/external-locations/sales"])(
    "%s says that it is not for browsing only",
    async (path) => {
      expect((await dev.ok("GET", path)).body.browse_only).toBe(false);
    },
  );

  test("a catalog of the service's own is there already", async () => {
    const storage_root = "abfss://sales@lakestage.dfs.core.windows.net/system";
    expect(await dev.call("POST", "/catalogs", { name: "system", storage_root })).toMatchObject({ status: 409 });
    expect(await dev.call("POST", "/catalogs", { name: "systems", storage_root })).toMatchObject({ status: 200 });
  });

  test("a catalog with schemas is not deleted without force", async () => {
    await dev.ok("POST", "/schemas", { catalog_name: "sales", name: "raw" });
    expect(await dev.call("DELETE", "/catalogs/sales")).toMatchObject({
      status: 400,
      body: { error_code: "UNITY_CATALOG_INVALID_STATE" },
    });
    await dev.ok("DELETE", "/catalogs/sales?force=true");
    expect((await dev.call("GET", "/schemas/sales.raw")).status).toBe(404);
  });

  test("a new catalog has its default schema, which does not outlive it", async () => {
    const names = async (): Promise<unknown[]> =>
      ((await dev.ok("GET", "/schemas?catalog_name=sales")).body.schemas as { name: string }[]).map(({ name }) => name);
    expect(await names()).toEqual(["default", "information_schema"]);
    await dev.ok("DELETE", "/schemas/sales.default");
    await dev.ok("DELETE", "/catalogs/sales");
  });

  test("a renamed catalog keeps its contents, grants and bindings", async () => {
    await dev.grant("schema", "sales.default", "data-scientists", ["USE_SCHEMA"]);
    await dev.ok("PATCH", "/catalogs/sales", { new_name: "revenue" });
    expect((await dev.call("GET", "/catalogs/sales")).status).toBe(404);
    expect((await dev.ok("GET", "/permissions/schema/revenue.default")).body.privilege_assignments).toEqual([
      { principal: "data-scientists", privileges: ["USE_SCHEMA"] },
    ]);
  });

  test("a renamed credential keeps its bindings, and the locations on it", async () => {
    const bound = { add: [{ workspace_id: dev.workspace.id }] };
    await dev.ok("PATCH", "/bindings/storage_credential/sales-credential", bound);
    await dev.ok("PATCH", "/storage-credentials/sales-credential", { new_name: "revenue-credential" });
    const { bindings } = (await dev.ok("GET", "/bindings/storage_credential/revenue-credential")).body;
    expect(bindings).toMatchObject([{ workspace_id: dev.workspace.id }]);
    expect((await dev.ok("GET", "/external-locations/sales")).body.credential_name).toBe("revenue-credential");
    expect((await dev.call("DELETE", "/storage-credentials/revenue-credential")).status).toBe(400);
  });

  test("a location takes file events unless it is told not to", async () => {
    const url = "abfss://events@lakestage.dfs.core.windows.net/";
    const location = { name: "events", url, credential_name: "sales-credential" };
    const made = (await dev.ok("POST", "/external-locations", location)).body;
    expect(made.effective_enable_file_events).toBe(true);
    expect(made).not.toHaveProperty("enable_file_events");
    const changed = await dev.ok("PATCH", "/external-locations/events", { enable_file_events: false });
    expect(changed.body).toMatchObject({ enable_file_events: false, effective_enable_file_events: false });
    const other = { ...location, name: "quiet", url: url.replace("events", "quiet"), enable_file_events: false };
    expect((await dev.ok("POST", "/external-locations", other)).body.effective_enable_file_events).toBe(false);
  });

  test("a renamed volume keeps its grants", async () => {
    const volume = { catalog_name: "sales", schema_name: "default", name: "files", volume_type: "MANAGED" };
    await dev.ok("POST", "/volumes", volume);
    await dev.grant("volume", "sales.default.files", "data-scientists", ["READ_VOLUME"]);
    await dev.ok("PATCH", "/volumes/sales.default.files", { new_name: "documents" });
    expect((await dev.ok("GET", "/permissions/volume/sales.default.documents")).body.privilege_assignments).toEqual([
      { principal: "data-scientists", privileges: ["READ_VOLUME"] },
    ]);
  });

  test("what a schema manages lies where the schema says, and in its catalog's storage where it says nothing", async () => {
    const storage_root = "abfss://own@lakestage.dfs.core.windows.net/";
    const location = { name: "own", url: storage_root, credential_name: "sales-credential" };
    await dev.ok("POST", "/external-locations", location);
    await dev.ok("POST", "/schemas", { catalog_name: "sales", name: "own", storage_root });
    const managed = { table_type: "MANAGED", data_source_format: "DELTA", storage_location: "" };
    for (const [schema, container] of [
      ["own", "own"],
      ["default", "sales"],
    ]) {
      const named = { catalog_name: "sales", schema_name: schema, name: "thing" };
      const made = [
        await dev.ok("POST", "/tables", { ...named, ...managed }),
        await dev.ok("POST", "/volumes", { ...named, name: "files", volume_type: "MANAGED" }),
        await dev.ok("POST", "/models", { ...named, name: "model" }),
      ];
      expect(made.map(({ body }) => String(body.storage_location).split("@")[0])).toEqual(
        made.map(() => `abfss://${container}`),
      );
    }
  });

  test.each([
    [
      "a taken name",
      "POST",
      "/catalogs",
      { name: "SALES", storage_root: "abfss://sales@lakestage.dfs.core.windows.net/" },
      409,
      "CATALOG_ALREADY_EXISTS",
    ],
    [
      "a name with a period",
      "POST",
      "/catalogs",
      { name: "a.b", storage_root: "abfss://sales@lakestage.dfs.core.windows.net/" },
      400,
      "INVALID_PARAMETER_VALUE",
    ],
    ["no storage", "POST", "/catalogs", { name: "bare" }, 400, "INVALID_STATE"],
    [
      "storage outside every external location",
      "POST",
      "/catalogs",
      { name: "far", storage_root: "abfss://other@lakestage.dfs.core.windows.net/" },
      400,
      "INVALID_PARAMETER_VALUE",
    ],
    [
      "an overlapping location",
      "POST",
      "/external-locations",
      { name: "inner", url: "abfss://sales@lakestage.dfs.core.windows.net/inner", credential_name: "sales-credential" },
      409,
      "LOCATION_OVERLAP",
    ],
    [
      "a location on an unknown credential",
      "POST",
      "/external-locations",
      { name: "x", url: "abfss://x@lakestage.dfs.core.windows.net/", credential_name: "none" },
      404,
      "STORAGE_CREDENTIAL_DOES_NOT_EXIST",
    ],
    ["a credential in use", "DELETE", "/storage-credentials/sales-credential", undefined, 400, "INVALID_STATE"],
    ["a location in use", "DELETE", "/external-locations/sales", undefined, 400, "INVALID_STATE"],
    [
      "a grant to nobody",
      "PATCH",
      "/permissions/catalog/sales",
      { changes: [{ principal: "nobody", add: ["SELECT"] }] },
      404,
      "RESOURCE_DOES_NOT_EXIST",
    ],
    [
      "a privilege that does not apply",
      "PATCH",
      "/permissions/catalog/sales",
      { changes: [{ principal: "data-scientists", add: ["READ_FILES"] }] },
      400,
      "INVALID_PARAMETER_VALUE",
    ],
    [
      "a binding to no workspace",
      "PATCH",
      "/bindings/catalog/sales",
      { add: [{ workspace_id: 7 }] },
      404,
      "RESOURCE_DOES_NOT_EXIST",
    ],
    ["an owner who does not exist", "PATCH", "/catalogs/sales", { owner: "nobody" }, 404, "RESOURCE_DOES_NOT_EXIST"],
    ["a misspelt member", "POST", "/schemas", { catalog_name: "sales", nam: "raw" }, 400, "MALFORMED_REQUEST"],
  ])("%s is refused", async (_what, method, path, body, status, errorCode) => {
    expect(await dev.call(method, path, body)).toMatchObject({ status, body: { error_code: errorCode } });
  });

  test("revoking all privileges revokes what they imply, and leaves what is only given by name", async () => {
    const path = "/permissions/schema/sales.default";
    const scientists = { principal: "data-scientists" };
    const change = (how: JsonObject): Promise<TestResponse> =>
      dev.call("PATCH", path, { changes: [{ ...scientists, ...how }] });
    const byName = ["EXTERNAL_USE_SCHEMA", "MANAGE"];
    await change({ add: ["ALL_PRIVILEGES", "SELECT", "USE_SCHEMA", ...byName] });
    expect((await change({ remove: ["ALL PRIVILEGES"], add: ["MODIFY"] })).body.privilege_assignments).toEqual([
      { ...scientists, privileges: ["EXTERNAL_USE_SCHEMA", "MANAGE", "MODIFY"] },
    ]);
    await change({ remove: byName });
    expect((await change({ remove: ["ALL_PRIVILEGES"] })).body.privilege_assignments).toEqual([]);
  });

  test("grants and owners call a user as the account does, however they were named", async () => {
    const account = TestAccount.in(sandbox);
    const { userName } = await account.ok("POST", "/scim/v2/Users", { userName: "New.Scientist@Lakestage.example" });
    expect(userName).toBe("new.scientist@lakestage.example");
    await dev.grant("catalog", "sales", "NEW.Scientist@lakestage.example", ["SELECT"]);
    const path = "/permissions/catalog/sales?principal=New.Scientist@Lakestage.example";
    expect((await dev.ok("GET", path)).body.privilege_assignments).toEqual([
      { principal: userName, privileges: ["SELECT"] },
    ]);
    const changes = [{ principal: "New.Scientist@Lakestage.example", remove: ["SELECT"] }];
    expect((await dev.ok("PATCH", "/permissions/catalog/sales", { changes })).body.privilege_assignments).toEqual([]);
    expect((await dev.ok("PATCH", "/catalogs/sales", { owner: "New.Scientist@Lakestage.example" })).body.owner).toBe(
      userName,
    );
  });

  test.each(["ABC", "read files"])("the privilege %s is none of a catalog's, known or not", async (privilege) => {
    const changes = [{ principal: "data-scientists", add: [privilege] }];
    const { status, body } = await dev.call("PATCH", "/permissions/catalog/sales", { changes });
    expect([status, body.error_code]).toEqual([400, "INVALID_PARAMETER_VALUE"]);
    const spelled = privilege.toUpperCase().replace(" ", "_");
    expect(body.message).toMatch(`Privilege ${spelled} is not applicable to this entity [sales:CATALOG`);
  });

  test("a privilege is not given and taken at once, however it is spelled", async () => {
    const changes = [{ principal: "data-scientists", add: ["ALL_PRIVILEGES"], remove: ["all privileges"] }];
    expect(await dev.call("PATCH", "/permissions/catalog/sales", { changes })).toMatchObject({
      status: 400,
      body: {
        error_code: "INVALID_PARAMETER_VALUE",
        message: "Duplicate privileges to add and delete for principal data-scientists.",
      },
    });
  });

  test("a schema's effective privileges say where each was granted", async () => {
    await dev.grant("catalog", "sales", "data-scientists", ["SELECT"]);
    await dev.grant("schema", "sales.default", "data-scientists", ["USE_SCHEMA"]);
    expect((await dev.ok("GET", "/effective-permissions/schema/sales.default")).body.privilege_assignments).toEqual([
      {
        principal: "data-scientists",
        privileges: [
          { privilege: "USE_SCHEMA" },
          { privilege: "SELECT", inherited_from_type: "CATALOG", inherited_from_name: "sales" },
        ],
      },
    ]);
  });

  test("lists page by page", async () => {
    for (const name of ["a", "b", "c"]) await dev.ok("POST", "/schemas", { catalog_name: "sales", name });
    const seen: string[] = [];
    let token = "";
    do {
      const { body } = await dev.ok(
        "GET",
        `/schemas?catalog_name=sales&max_results=2${token && `&page_token=${token}`}`,
      );
      seen.push(...(body.schemas as { name: string }[]).map(({ name }) => name));
      token = (body.next_page_token as string | undefined) ?? "";
    } while (token);
    expect(seen).toEqual(["a", "b", "c", "default", "information_schema"]);
  });
});
