import type { JsonObject } from "../../control-plane";
import { type TestResponse, TestSandbox, type TestWorkspace } from "../../testing/sandbox";

let sandbox: TestSandbox;
let dev: TestWorkspace;

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  dev = await sandbox.workspace("dev", { everybodyIsIn: true });
});
afterAll(() => sandbox.stop());

const PATH = "/api/2.0/ip-access-lists";
const OFFICE = { label: "office", list_type: "ALLOW", ip_addresses: ["203.0.113.0/24", "198.51.100.17"] };

const call = (method: string, path: string, body?: JsonObject): Promise<TestResponse> =>
  sandbox.call(dev.address, method, path, body ? { body } : {});

async function created(list: JsonObject): Promise<string> {
  const { status, body } = await call("POST", PATH, list);
  expect(status).toBe(200);
  return `${PATH}/${(body.ip_access_list as JsonObject).list_id}`;
}

test("a list comes back as it was set, changed in part, and replaced", async () => {
  const list = await created(OFFICE);
  expect((await call("GET", list)).body.ip_access_list).toMatchObject({ ...OFFICE, enabled: true, address_count: 2 });
  await call("PATCH", list, { enabled: false });
  expect((await call("GET", list)).body.ip_access_list).toMatchObject({ ...OFFICE, enabled: false });
  const other = { label: "other", list_type: "BLOCK", ip_addresses: ["192.0.2.1"], enabled: true };
  await call("PUT", list, other);
  expect((await call("GET", list)).body.ip_access_list).toMatchObject({ ...other, address_count: 1 });
  expect((await call("GET", PATH)).body.ip_access_lists).toHaveLength(1);
  expect((await call("DELETE", list)).status).toBe(200);
  expect((await call("GET", list)).status).toBe(404);
});

test.each([["203.0.113.0/33"], ["203.0.113"], ["2001:db8::1"], ["office"], ["10.0.0.0/8/8"]])(
  "%s is no address",
  async (address) => {
    const { status, body } = await call("POST", PATH, { ...OFFICE, ip_addresses: [address] });
    expect(status).toBe(400);
    expect(body.message).toContain(address);
  },
);

test("a list that would lock its caller out is refused", async () => {
  const elsewhere = { label: "elsewhere", list_type: "ALLOW", ip_addresses: ["203.0.113.0/24"] };
  const refused = { status: 400, body: { error_code: "INVALID_STATE" } };
  expect(await call("POST", PATH, elsewhere)).toMatchObject(refused);
  // Beside a list that lets the caller in, another may name whom it likes; the one that does so stays while it is needed.
  const office = await created(OFFICE);
  const other = await created(elsewhere);
  expect(await call("PATCH", office, { ip_addresses: ["203.0.113.0/24"] })).toMatchObject(refused);
  expect(await call("PATCH", office, { enabled: false })).toMatchObject(refused);
  expect(await call("DELETE", office)).toMatchObject(refused);
  await call("DELETE", other);
  expect((await call("DELETE", office)).status).toBe(200);

  expect(await call("POST", PATH, { label: "all", list_type: "BLOCK", ip_addresses: ["0.0.0.0/0"] })).toMatchObject({
    status: 400,
    body: { error_code: "INVALID_STATE" },
  });
});

test("all lists together have at most 1000 addresses", async () => {
  const many = Array.from({ length: 999 }, (_, index) => `10.0.${Math.floor(index / 250)}.${index % 250}`);
  const list = await created({ ...OFFICE, ip_addresses: ["198.51.100.17", ...many.slice(1)] });
  expect(await call("POST", PATH, OFFICE)).toMatchObject({ status: 400, body: { error_code: "QUOTA_EXCEEDED" } });
  await call("DELETE", list);
});

test("only admins make lists", async () => {
  const as = "data.scientist@lakestage.example";
  expect((await sandbox.call(dev.address, "POST", PATH, { as, body: OFFICE })).status).toBe(403);
});
