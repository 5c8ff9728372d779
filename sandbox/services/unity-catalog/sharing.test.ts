import type { JsonObject } from "../../control-plane";
import { TestSandbox } from "../../testing/sandbox";
import { TestUnityCatalog } from "../../testing/unity-catalog";

const SCIENTIST = "data.scientist@lakestage.example";
const ELSEWHERE = "azure:northeurope:00000000-0000-4000-8000-000000000001";
const PARTNER = { name: "Partner", authentication_type: "DATABRICKS", data_recipient_global_metastore_id: ELSEWHERE };

let sandbox: TestSandbox;
let dev: TestUnityCatalog;

beforeEach(async () => {
  sandbox = await TestSandbox.start();
  dev = await TestUnityCatalog.in(sandbox);
});
afterEach(() => sandbox.stop());

const metastore = (): string => String(dev.workspace.metastoreId);

async function table(name: string): Promise<string> {
  await dev.ok("POST", "/tables", {
    catalog_name: "sales",
    schema_name: "default",
    name,
    table_type: "EXTERNAL",
    data_source_format: "DELTA",
    storage_location: `abfss://raw@lakestage.dfs.core.windows.net/${name}`,
    columns: [],
  });
  return `sales.default.${name}`;
}

async function withTables(): Promise<void> {
  await dev.catalog("sales");
  const url = "abfss://raw@lakestage.dfs.core.windows.net/";
  await dev.ok("POST", "/external-locations", { name: "raw", url, credential_name: "sales-credential" });
  await dev.grant("schema", "sales.default", "platform-admins", ["EXTERNAL_USE_SCHEMA"]);
}

describe("shares", () => {
  const add = (name: string, further: JsonObject = {}) => ({
    updates: [{ action: "ADD", data_object: { name, data_object_type: "TABLE", ...further } }],
  });

  test("hold what their owner may read, each under a name of its own", async () => {
    await withTables();
    const orders = await table("orders");
    const returns = await table("returns");
    const made = (await dev.ok("POST", "/shares", { name: "Orders", comment: "first" })).body;
    expect(made).toMatchObject({ name: "orders", comment: "first" });
    expect(made).not.toHaveProperty("metastore_id");
    expect((await dev.ok("PATCH", "/shares/orders", add(orders))).body.objects).toMatchObject([
      { name: orders, shared_as: "default.orders", status: "ACTIVE", history_data_sharing_status: "DISABLED" },
    ]);
    expect((await dev.call("PATCH", "/shares/orders", add(orders))).status).toBe(409);
    expect((await dev.call("PATCH", "/shares/orders", add(returns, { shared_as: "default.orders" }))).status).toBe(409);
    expect((await dev.call("PATCH", "/shares/orders", add(returns, { shared_as: "a.b.c" }))).status).toBe(400);
    expect((await dev.call("PATCH", "/shares/orders", add("sales.default.none"))).status).toBe(404);
    const update = { action: "UPDATE", data_object: { name: orders, comment: "all of them" } };
    await dev.ok("PATCH", "/shares/orders", { updates: [update] });
    expect((await dev.ok("GET", "/shares/orders")).body).not.toHaveProperty("objects");
    expect((await dev.ok("GET", "/shares/orders?include_shared_data=true")).body.objects).toMatchObject([
      { name: orders, comment: "all of them", shared_as: "default.orders" },
    ]);
    const gone = { updates: [{ action: "REMOVE", data_object: { name: orders } }] };
    expect((await dev.ok("PATCH", "/shares/orders", gone)).body.objects).toEqual([]);
    expect((await dev.call("PATCH", "/shares/orders", gone)).status).toBe(404);
    await dev.ok("DELETE", "/shares/orders");
    expect((await dev.call("GET", "/shares/orders")).status).toBe(404);
  });

  test("share schemas, volumes and notebooks too, and no functions", async () => {
    await withTables();
    await dev.ok("POST", "/volumes", {
      catalog_name: "sales",
      schema_name: "default",
      name: "files",
      volume_type: "MANAGED",
    });
    await dev.ok("POST", "/shares", { name: "all" });
    const { body } = await dev.ok("PATCH", "/shares/all", {
      updates: [
        { action: "ADD", data_object: { name: "sales.default", data_object_type: "SCHEMA" } },
        { action: "ADD", data_object: { name: "sales.default.files", data_object_type: "VOLUME" } },
        { action: "ADD", data_object: { name: "look.py", data_object_type: "NOTEBOOK_FILE", content: "IyBoaQ==" } },
      ],
    });
    expect(body.objects).toMatchObject([
      { shared_as: "default" },
      { string_shared_as: "default.files" },
      { string_shared_as: "look.py" },
    ]);
    const refused = add("sales.default.f", { data_object_type: "FUNCTION" });
    expect((await dev.call("PATCH", "/shares/all", refused)).status).toBe(400);
  });

  test("are made with CREATE SHARE and seen with USE SHARE; admins of the metastore hand them on, and change nothing", async () => {
    await withTables();
    const orders = await table("orders");
    expect((await dev.call("POST", "/shares", { name: "own" }, SCIENTIST)).status).toBe(403);
    await dev.grant("metastore", metastore(), SCIENTIST, ["CREATE_SHARE"]);
    await dev.call("POST", "/shares", { name: "own" }, SCIENTIST);
    // The owner cannot read the table.
    expect((await dev.call("PATCH", "/shares/own", add(orders), SCIENTIST)).status).toBe(403);
    expect((await dev.call("PATCH", "/shares/own", add(orders))).status).toBe(403);
    expect((await dev.call("DELETE", "/shares/own")).status).toBe(403);
    expect((await dev.ok("PATCH", "/shares/own", { owner: "platform-admins" })).body.owner).toBe("platform-admins");
    expect((await dev.call("GET", "/shares", undefined, SCIENTIST)).body).toEqual({ shares: [] });
    await dev.grant("metastore", metastore(), SCIENTIST, ["USE_SHARE"]);
    expect((await dev.call("GET", "/shares", undefined, SCIENTIST)).body.shares).toHaveLength(1);
  });

  test("are granted to recipients, and to nobody else", async () => {
    await dev.ok("POST", "/shares", { name: "orders" });
    await dev.ok("POST", "/recipients", PARTNER);
    const give = (principal: string, privilege = "SELECT") => ({ changes: [{ principal, add: [privilege] }] });
    expect((await dev.call("PATCH", "/shares/orders/permissions", give(SCIENTIST))).status).toBe(404);
    expect((await dev.call("PATCH", "/shares/orders/permissions", give("partner", "MODIFY"))).status).toBe(400);
    const granted = { privilege_assignments: [{ principal: "partner", privileges: ["SELECT"] }] };
    expect((await dev.ok("PATCH", "/shares/orders/permissions", give("Partner"))).body).toEqual(granted);
    expect((await dev.ok("GET", "/shares/orders/permissions")).body).toEqual(granted);
    expect((await dev.ok("GET", "/permissions/share/orders")).body).toEqual(granted);
    await dev.ok("PATCH", "/recipients/partner", { new_name: "friend" });
    expect((await dev.ok("GET", "/recipients/friend/share-permissions")).body).toEqual({
      permissions_out: [
        { share_name: "orders", privilege_assignments: [{ principal: "friend", privileges: ["SELECT"] }] },
      ],
    });
    await dev.ok("DELETE", "/recipients/friend");
    expect((await dev.ok("GET", "/shares/orders/permissions")).body).toEqual({ privilege_assignments: [] });
  });

  test("of others are granted by whoever holds USE SHARE, SET SHARE PERMISSION and USE RECIPIENT", async () => {
    await dev.ok("POST", "/shares", { name: "orders" });
    await dev.ok("POST", "/recipients", PARTNER);
    const give = () =>
      dev.call(
        "PATCH",
        "/shares/orders/permissions",
        { changes: [{ principal: "partner", add: ["SELECT"] }] },
        SCIENTIST,
      );
    for (const privilege of ["USE_SHARE", "SET_SHARE_PERMISSION", "USE_RECIPIENT"]) {
      expect((await give()).status).toBe(403);
      await dev.grant("metastore", metastore(), SCIENTIST, [privilege]);
    }
    expect((await give()).status).toBe(200);
  });
});

describe("recipients", () => {
  test("of another metastore show its cloud and region; nobody's sharing code is kept", async () => {
    const { body } = await dev.ok("POST", "/recipients", { ...PARTNER, sharing_code: "once", comment: "first" });
    expect(body).toMatchObject({
      name: "partner",
      cloud: "azure",
      region: "northeurope",
      metastore_id: "00000000-0000-4000-8000-000000000001",
      activated: false,
      properties_kvpairs: { properties: { "databricks.name": "partner" } },
    });
    expect(body).not.toHaveProperty("sharing_code");
    expect((await dev.ok("GET", "/recipients/partner")).body).toEqual(body);
    expect((await dev.ok("GET", `/recipients?data_recipient_global_metastore_id=${ELSEWHERE}`)).body).toEqual({
      recipients: [body],
    });
    const properties_kvpairs = { properties: { country: "nl" } };
    expect((await dev.ok("PATCH", "/recipients/partner", { properties_kvpairs })).body).toMatchObject({
      properties_kvpairs: { properties: { country: "nl", "databricks.name": "partner" } },
    });
  });

  test("in the open take a metastore that shares with the outside, and are given a token that ends", async () => {
    const open = {
      name: "open",
      authentication_type: "TOKEN",
      ip_access_list: { allowed_ip_addresses: ["192.0.2.0/24"] },
    };
    expect(await dev.call("POST", "/recipients", open)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("External Delta Sharing is not enabled on the metastore.") },
    });
    const scope = { delta_sharing_scope: "INTERNAL_AND_EXTERNAL" };
    expect(await dev.call("PATCH", `/metastores/${metastore()}`, scope)).toMatchObject({ status: 400 });
    const lifetime = { delta_sharing_recipient_token_lifetime_in_seconds: 3600 };
    expect((await dev.call("PATCH", `/metastores/${metastore()}`, { ...scope, ...lifetime }, SCIENTIST)).status).toBe(
      403,
    );
    expect((await dev.ok("PATCH", `/metastores/${metastore()}`, { ...scope, ...lifetime })).body).toMatchObject(scope);
    const { tokens } = (await dev.ok("POST", "/recipients", open)).body as { tokens: Record<string, number>[] };
    const [token] = tokens;
    expect(Number(token?.expiration_time) - Number(token?.created_at)).toBe(3_600_000);
    const rotated = await dev.ok("POST", "/recipients/open/rotate-token", { existing_token_expire_in_seconds: 60 });
    expect(rotated.body.tokens).toHaveLength(2);
    const ended = await dev.ok("POST", "/recipients/open/rotate-token", { existing_token_expire_in_seconds: 0 });
    expect(ended.body.tokens).toHaveLength(1);
  });

  test.each([
    ["no metastore", { name: "r", authentication_type: "DATABRICKS" }],
    ["addresses beside a metastore", { ...PARTNER, ip_access_list: { allowed_ip_addresses: ["192.0.2.1"] } }],
    ["no such way", { name: "r", authentication_type: "HANDSHAKE" }],
  ])("%s: refused", async (_, body) => {
    expect((await dev.call("POST", "/recipients", body)).status).toBe(400);
  });

  test("are for whoever was given CREATE RECIPIENT, and seen with USE RECIPIENT", async () => {
    expect((await dev.call("POST", "/recipients", PARTNER, SCIENTIST)).status).toBe(403);
    await dev.ok("POST", "/recipients", PARTNER);
    expect((await dev.call("GET", "/recipients/partner", undefined, SCIENTIST)).status).toBe(403);
    await dev.grant("metastore", metastore(), SCIENTIST, ["USE_RECIPIENT"]);
    expect((await dev.call("GET", "/recipients/partner", undefined, SCIENTIST)).status).toBe(200);
    expect((await dev.call("DELETE", "/recipients/partner", undefined, SCIENTIST)).status).toBe(403);
  });
});
