import { TestSandbox } from "../../testing/sandbox";
import { TestUnityCatalog } from "../../testing/unity-catalog";

const SCIENTIST = "data.scientist@lakestage.example";

let sandbox: TestSandbox;
let dev: TestUnityCatalog;

beforeEach(async () => {
  sandbox = await TestSandbox.start();
  dev = await TestUnityCatalog.in(sandbox);
});
afterEach(() => sandbox.stop());

const credential = (name: string, purpose = "SERVICE") => ({
  name,
  purpose,
  azure_managed_identity: { access_connector_id: dev.connector(name) },
});

test("a service credential is made, changed, renamed and deleted", async () => {
  const { body } = await dev.ok("POST", "/credentials", { ...credential("Vision"), comment: "first" });
  expect(body).toMatchObject({
    name: "Vision",
    full_name: "Vision",
    purpose: "SERVICE",
    isolation_mode: "ISOLATION_MODE_OPEN",
    comment: "first",
    azure_managed_identity: { credential_id: body.id },
  });
  expect((await dev.ok("GET", "/credentials/vision")).body).toEqual(body);
  const changed = await dev.ok("PATCH", "/credentials/vision", { comment: "second", new_name: "Sight" });
  expect(changed.body).toMatchObject({ name: "Sight", comment: "second", id: body.id });
  await dev.ok("DELETE", "/credentials/sight");
  expect((await dev.call("GET", "/credentials/sight")).status).toBe(404);
});

test("those for storage are the storage credentials; names are common to both", async () => {
  await dev.ok("POST", "/credentials", credential("lake", "STORAGE"));
  await dev.ok("POST", "/credentials", credential("vision"));
  expect((await dev.ok("GET", "/storage-credentials/lake")).body).not.toHaveProperty("purpose");
  expect((await dev.ok("GET", "/credentials/lake")).body.purpose).toBe("STORAGE");
  const names = async (query = "") =>
    ((await dev.ok("GET", `/credentials${query}`)).body.credentials as { name: string }[]).map(({ name }) => name);
  expect(await names()).toEqual(["lake", "vision"]);
  expect(await names("?purpose=SERVICE")).toEqual(["vision"]);
  expect((await dev.call("POST", "/credentials", credential("Lake"))).status).toBe(409);
  const { purpose: _, ...storage } = credential("vision");
  expect((await dev.call("POST", "/storage-credentials", storage)).status).toBe(409);
  expect((await dev.call("PATCH", "/credentials/vision", { new_name: "lake" })).status).toBe(409);
  expect((await dev.call("PATCH", "/storage-credentials/lake", { new_name: "vision" })).status).toBe(409);
  await dev.ok("PATCH", "/credentials/lake", { comment: "both doors", owner: "platform-admins" });
  expect((await dev.ok("GET", "/storage-credentials/lake")).body).toMatchObject({
    comment: "both doors",
    owner: "platform-admins",
  });
  await dev.ok("DELETE", "/credentials/lake");
  expect(await names()).toEqual(["vision"]);
});

test("CREATE SERVICE CREDENTIAL makes one, ACCESS uses it, and both are granted by `credential`", async () => {
  expect((await dev.call("POST", "/credentials", credential("vision"), SCIENTIST)).status).toBe(403);
  await dev.ok("POST", "/credentials", credential("vision"));
  expect((await dev.call("GET", "/credentials/vision", undefined, SCIENTIST)).status).toBe(403);
  expect((await dev.call("GET", "/credentials", undefined, SCIENTIST)).body).toEqual({ credentials: [] });
  await dev.grant("credential", "vision", SCIENTIST, ["ACCESS"]);
  expect((await dev.call("GET", "/credentials/vision", undefined, SCIENTIST)).status).toBe(200);
  const files = { changes: [{ principal: SCIENTIST, add: ["READ_FILES"] }] };
  expect((await dev.call("PATCH", "/permissions/credential/vision", files)).status).toBe(400);
  await dev.ok("POST", "/credentials", credential("lake", "STORAGE"));
  await dev.ok("PATCH", "/permissions/credential/lake", files);
  expect((await dev.ok("GET", "/permissions/storage_credential/lake")).body).toEqual({
    privilege_assignments: [{ principal: SCIENTIST, privileges: ["READ_FILES"] }],
  });
});

test("an isolated one is there where it is bound", async () => {
  const prod = await TestUnityCatalog.in(sandbox, "prod");
  await dev.ok("POST", "/credentials", credential("vision"));
  await dev.ok("PATCH", "/credentials/vision", { isolation_mode: "ISOLATION_MODE_ISOLATED" });
  expect((await dev.call("GET", "/credentials/vision")).status).toBe(404);
  const add = [{ workspace_id: Number(prod.workspace.id) }];
  await dev.ok("PATCH", "/bindings/credential/vision", { add });
  expect((await prod.call("GET", "/credentials/vision")).status).toBe(200);
  expect((await dev.ok("GET", "/credentials")).body).toEqual({ credentials: [] });
  expect((await dev.ok("GET", "/credentials?include_unbound=true")).body.credentials).toHaveLength(1);
});

test("without a purpose, or read-only for a service, it is refused", async () => {
  const { purpose: _, ...bare } = credential("vision");
  expect((await dev.call("POST", "/credentials", bare)).status).toBe(400);
  expect((await dev.call("POST", "/credentials", { ...credential("vision"), read_only: true })).status).toBe(400);
});
