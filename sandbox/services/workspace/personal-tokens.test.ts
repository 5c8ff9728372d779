import type { JsonObject } from "../../control-plane";
import { type TestResponse, TestSandbox, type TestWorkspace } from "../../testing/sandbox";
import { personalTokens } from "./personal-token";
import { personalTokenHolder } from "./personal-tokens";

let sandbox: TestSandbox;
let dev: TestWorkspace;

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  dev = await sandbox.workspace("dev", { everybodyIsIn: true });
});
afterAll(() => sandbox.stop());

const SCIENTIST = "data.scientist@lakestage.example";
const ENGINEER = "ml.engineer@lakestage.example";

const post = (operation: string, body: JsonObject, as = SCIENTIST): Promise<TestResponse> =>
  sandbox.call(dev.address, "POST", `/api/2.0/token/${operation}`, { body, as });
const configure = (values: JsonObject): Promise<TestResponse> =>
  sandbox.call(dev.address, "PATCH", "/api/2.0/workspace-conf", { body: values });
const list = async (as = SCIENTIST): Promise<JsonObject[]> =>
  (await sandbox.call(dev.address, "GET", "/api/2.0/token/list", { as })).body.token_infos as JsonObject[];

test("a token is its maker's until it is revoked, and its value is shown once", async () => {
  const { body } = await post("create", { comment: "for a test", lifetime_seconds: 60 });
  const value = String(body.token_value);
  const info = body.token_info as JsonObject;
  expect(personalTokenHolder(sandbox.store, dev.id, value)).toBe(sandbox.idOf(SCIENTIST));
  expect(await list()).toEqual([info]);
  expect(JSON.stringify(await list())).not.toContain(value);

  await post("delete", { token_id: String(info.token_id) });
  expect(personalTokenHolder(sandbox.store, dev.id, value)).toBeUndefined();
  expect(await list()).toEqual([]);
});

test("nobody lists or revokes another's tokens", async () => {
  const { body } = await post("create", {});
  expect(await list(ENGINEER)).toEqual([]);
  const id = String((body.token_info as JsonObject).token_id);
  expect((await post("delete", { token_id: id }, ENGINEER)).status).toBe(404);
});

test("a token ends with its lifetime", async () => {
  const { body } = await post("create", { lifetime_seconds: 60 });
  const clock = jest.spyOn(Date, "now").mockReturnValue(Date.now() + 61_000);
  expect(personalTokenHolder(sandbox.store, dev.id, String(body.token_value))).toBeUndefined();
  clock.mockRestore();
});

test("a token that would not be kept to its scopes is not made, and one that was made lets nobody in", async () => {
  for (const request of [{ scopes: ["sql"] }, { scopes: ["unity-catalog", "jobs"] }, { autoscope_enabled: true }]) {
    expect(await post("create", request)).toMatchObject({ status: 501, body: { error_code: "NOT_IMPLEMENTED" } });
  }
  const { body } = await post("create", { scopes: ["all-apis"] });
  const value = String(body.token_value);
  const info = body.token_info as JsonObject;
  expect(info.scopes).toEqual(["all-apis"]);
  const where = { store: sandbox.store, workspaceId: dev.id };
  const made = personalTokens.existing(where, String(info.token_id));
  personalTokens.put(where, made.token_id, { ...made, scopes: ["sql"] });
  const called = await fetch(`${dev.address}/api/2.0/preview/scim/v2/Me`, {
    headers: { authorization: `Bearer ${value}` },
  });
  expect(called.status).toBe(403);
});

test("a token of another workspace is none here", async () => {
  const { body } = await post("create", {});
  expect(personalTokenHolder(sandbox.store, dev.id + 1, String(body.token_value))).toBeUndefined();
});

test("where tokens are switched off nobody makes one, and those that are there let nobody in", async () => {
  const value = String((await post("create", {})).body.token_value);
  await configure({ enableTokensConfig: "false" });
  const refused = await post("create", {});
  expect([refused.status, refused.body.error_code]).toEqual([404, "FEATURE_DISABLED"]);
  expect(personalTokenHolder(sandbox.store, dev.id, value)).toBeUndefined();

  await configure({ enableTokensConfig: "true" });
  expect(personalTokenHolder(sandbox.store, dev.id, value)).toBe(sandbox.idOf(SCIENTIST));
});

test("a token lives no longer than the workspace allows", async () => {
  const days = 24 * 60 * 60;
  await configure({ maxTokenLifetimeDays: "90" });
  expect((await post("create", { lifetime_seconds: 91 * days })).status).toBe(400);
  const { creation_time: from, expiry_time: to } = (await post("create", {})).body.token_info as JsonObject;
  expect(Number(to) - Number(from)).toBe(90 * days * 1000);
});

describe("who may use tokens", () => {
  const path = "/api/2.0/permissions/authorization/tokens";
  const admins = { group_name: "admins", permission_level: "CAN_MANAGE" };
  const give = (method: "PUT" | "PATCH", ...entries: JsonObject[]): Promise<TestResponse> =>
    sandbox.call(dev.address, method, path, { body: { access_control_list: entries } });

  test("is everybody at first, and admins say it, who are never left out", async () => {
    expect(await sandbox.call(dev.address, "GET", path)).toMatchObject({
      status: 200,
      body: {
        object_id: "/authorization/tokens",
        object_type: "tokens",
        access_control_list: [
          { group_name: "users", all_permissions: [{ permission_level: "CAN_USE", inherited: false }] },
          { group_name: "admins", all_permissions: [{ permission_level: "CAN_MANAGE", inherited: false }] },
        ],
      },
    });
    const levels = (await sandbox.call(dev.address, "GET", `${path}/permissionLevels`)).body.permission_levels;
    expect((levels as JsonObject[]).map((each) => each.permission_level)).toEqual(["CAN_USE", "CAN_MANAGE"]);
    expect(await give("PUT", { user_name: ENGINEER, permission_level: "CAN_USE" })).toMatchObject({
      status: 400,
      body: { message: "Cannot change permissions for group 'admins' to None." },
    });
    expect((await give("PATCH", { user_name: ENGINEER, permission_level: "CAN_MANAGE" })).status).toBe(400);
  });

  test("loses the tokens with the right, and makes no other", async () => {
    const value = String((await post("create", {})).body.token_value);
    const kept = String((await post("create", {}, ENGINEER)).body.token_value);
    expect((await give("PUT", admins, { user_name: ENGINEER, permission_level: "CAN_USE" })).status).toBe(200);
    expect(personalTokenHolder(sandbox.store, dev.id, value)).toBeUndefined();
    expect(personalTokenHolder(sandbox.store, dev.id, kept)).toBe(sandbox.idOf(ENGINEER));
    expect((await post("create", {})).status).toBe(403);
    expect((await post("create", {}, "lakestage-deployer")).status).toBe(200);
  });
});
