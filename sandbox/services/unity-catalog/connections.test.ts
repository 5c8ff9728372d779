import { TestSandbox } from "../../testing/sandbox";
import { TestUnityCatalog } from "../../testing/unity-catalog";

const SCIENTIST = "data.scientist@lakestage.example";
const ORDERS = {
  name: "Orders",
  connection_type: "POSTGRESQL",
  comment: "The shop's orders.",
  options: { host: "orders.lakestage.example", port: "5432", user: "reader", password: "never shown" },
  properties: { purpose: "orders" },
};

let sandbox: TestSandbox;
let dev: TestUnityCatalog;

beforeEach(async () => {
  sandbox = await TestSandbox.start();
  dev = await TestUnityCatalog.in(sandbox);
});
afterEach(() => sandbox.stop());

test("a connection is made, shown without its secrets, changed, renamed and deleted", async () => {
  const { body } = await dev.ok("POST", "/connections", ORDERS);
  expect(body).toMatchObject({
    name: "orders",
    full_name: "orders",
    connection_type: "POSTGRESQL",
    credential_type: "USERNAME_PASSWORD",
    options: { host: "orders.lakestage.example", port: "5432" },
    url: "jdbc:postgresql://orders.lakestage.example:5432/",
    read_only: false,
    securable_type: "CONNECTION",
  });
  expect(JSON.stringify(body)).not.toContain("never shown");
  expect((await dev.ok("GET", "/connections/orders")).body).toEqual(body);
  expect((await dev.ok("GET", "/connections")).body).toEqual({ connections: [body] });
  const moved = { host: "new.lakestage.example", port: "5432", user: "reader", password: "another" };
  expect((await dev.ok("PATCH", "/connections/orders", { options: moved, new_name: "sales" })).body).toMatchObject({
    name: "sales",
    url: "jdbc:postgresql://new.lakestage.example:5432/",
    credential_type: "USERNAME_PASSWORD",
  });
  // Who hands it on sends no options: the provider does so before it sends the others.
  expect((await dev.ok("PATCH", "/connections/sales", { options: {}, owner: "platform-admins" })).body).toMatchObject({
    owner: "platform-admins",
    options: { host: "new.lakestage.example", port: "5432" },
  });
  await dev.ok("DELETE", "/connections/sales");
  expect(await dev.call("GET", "/connections/sales")).toMatchObject({
    status: 404,
    body: { error_code: "CONNECTION_DOES_NOT_EXIST" },
  });
});

test.each([
  ["a name twice", {}, 409],
  ["no host", { name: "other", options: { port: "1" } }, 400],
  ["a type that there is none of", { name: "other", connection_type: "ABACUS" }, 400],
])("%s is refused", async (_, change, status) => {
  await dev.ok("POST", "/connections", ORDERS);
  expect((await dev.call("POST", "/connections", { ...ORDERS, ...change })).status).toBe(status);
});

test("privileges decide who makes, sees and uses one", async () => {
  expect((await dev.call("POST", "/connections", ORDERS, SCIENTIST)).status).toBe(403);
  await dev.ok("POST", "/connections", ORDERS);
  expect((await dev.call("GET", "/connections/orders", undefined, SCIENTIST)).status).toBe(403);
  expect((await dev.call("GET", "/connections", undefined, SCIENTIST)).body).toEqual({ connections: [] });
  await dev.grant("connection", "orders", SCIENTIST, ["USE_CONNECTION"]);
  expect((await dev.call("GET", "/connections/orders", undefined, SCIENTIST)).status).toBe(200);
  expect((await dev.call("DELETE", "/connections/orders", undefined, SCIENTIST)).status).toBe(403);
  const wrong = { changes: [{ principal: SCIENTIST, add: ["SELECT"] }] };
  expect((await dev.call("PATCH", "/permissions/connection/orders", wrong)).status).toBe(400);
});

test("a foreign catalog takes CREATE FOREIGN CATALOG, and keeps its connection", async () => {
  await dev.ok("POST", "/connections", ORDERS);
  await dev.grant("metastore", String(dev.workspace.metastoreId), SCIENTIST, ["CREATE_CATALOG"]);
  const catalog = { name: "shop", connection_name: "orders", options: { database: "shop" } };
  expect((await dev.call("POST", "/catalogs", catalog, SCIENTIST)).status).toBe(403);
  await dev.grant("connection", "orders", SCIENTIST, ["CREATE_FOREIGN_CATALOG"]);
  expect(await dev.call("POST", "/catalogs", catalog, SCIENTIST)).toMatchObject({
    status: 200,
    body: { catalog_type: "FOREIGN_CATALOG", connection_name: "orders", options: { database: "shop" } },
  });
  expect((await dev.call("DELETE", "/connections/orders")).status).toBe(400);
  await dev.ok("PATCH", "/connections/orders", { options: {}, new_name: "sales" });
  expect((await dev.ok("GET", "/catalogs/shop")).body.connection_name).toBe("sales");
  await dev.ok("DELETE", "/catalogs/shop?force=true");
  await dev.ok("DELETE", "/connections/sales");
});
