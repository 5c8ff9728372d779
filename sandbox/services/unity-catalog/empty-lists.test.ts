import { TestSandbox } from "../../testing/sandbox";
import { TestUnityCatalog } from "../../testing/unity-catalog";

let sandbox: TestSandbox;
let dev: TestUnityCatalog;

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  dev = await TestUnityCatalog.in(sandbox);
  await dev.catalog("main");
});
afterAll(() => sandbox.stop());

test.each([
  ["/functions?catalog_name=main&schema_name=default", "functions"],
  ["/connections", "connections"],
  ["/credentials?purpose=SERVICE", "credentials"],
  ["/shares", "shares"],
  ["/recipients", "recipients"],
  ["/providers", "providers"],
])("%s is empty", async (path, member) => {
  expect(await dev.call("GET", path)).toEqual({ status: 200, body: { [member]: [] } });
});

test.each([
  ["/functions?catalog_name=main&schema_name=none"],
  ["/functions/main.default.f"],
  ["/connections/c"],
  ["/credentials/c"],
  ["/shares/s"],
  ["/recipients/r"],
  ["/providers/p"],
])("%s is not there", async (path) => {
  expect((await dev.call("GET", path)).status).toBe(404);
});

test("functions are told to whom the schema is", async () => {
  const path = "/functions?catalog_name=main&schema_name=default";
  expect((await dev.call("GET", path, undefined, "data.scientist@lakestage.example")).status).toBe(403);
});
