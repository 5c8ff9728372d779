import type { JsonObject } from "../../control-plane";
import { TestAccount } from "../../testing/account";
import { type TestResponse, TestSandbox, type TestWorkspace } from "../../testing/sandbox";
import { personalTokenHolder } from "./personal-tokens";

const SCIENTIST = "data.scientist@lakestage.example";
const ENGINEER = "ml.engineer@lakestage.example";

let sandbox: TestSandbox;
let account: TestAccount;
let dev: TestWorkspace;
let runner: string;

beforeEach(async () => {
  sandbox = await TestSandbox.start();
  account = TestAccount.in(sandbox);
  dev = await sandbox.workspace("dev", { everybodyIsIn: true });
  const made = await account.ok("POST", "/scim/v2/ServicePrincipals", { displayName: "runner", active: true });
  runner = String(made.applicationId);
  await account.assign(dev.id, "runner", "USER");
});
afterEach(() => sandbox.stop());

const call = (method: string, path: string, body?: JsonObject, as?: string): Promise<TestResponse> =>
  sandbox.call(dev.address, method, `/api/2.0${path}`, { ...(body ? { body } : {}), ...(as ? { as } : {}) });
const onBehalf = (application_id: string, as?: string): Promise<TestResponse> =>
  call("POST", "/token-management/on-behalf-of/tokens", { application_id, comment: "t", lifetime_seconds: 60 }, as);
/** In place of everybody. */
const onlyMayUseTokens = (user_name: string): Promise<TestResponse> =>
  call("PUT", "/permissions/authorization/tokens", {
    access_control_list: [
      { group_name: "admins", permission_level: "CAN_MANAGE" },
      { user_name, permission_level: "CAN_USE" },
    ],
  });

test("a service principal's token is made by an admin, as long as it may use tokens", async () => {
  await account.assign(dev.id, ENGINEER, "ADMIN");
  const { body } = await onBehalf(runner, ENGINEER);
  const info = body.token_info as JsonObject;
  expect(info).toMatchObject({
    comment: "t",
    owner_id: Number(sandbox.idOf("runner")),
    created_by_id: Number(sandbox.idOf(ENGINEER)),
    created_by_username: ENGINEER,
  });
  expect(personalTokenHolder(sandbox.store, dev.id, String(body.token_value))).toBe(sandbox.idOf("runner"));
  await onlyMayUseTokens(SCIENTIST);
  expect((await onBehalf(runner)).status).toBe(403);
});

test("nobody else makes one, nor for a service principal that is not in the workspace", async () => {
  expect((await onBehalf(runner, SCIENTIST)).status).toBe(403);
  expect((await onBehalf("00000000-0000-0000-0000-000000000000")).status).toBe(404);
});

test("restricted admins make them only of service principals that they may use", async () => {
  await account.assign(dev.id, ENGINEER, "ADMIN");
  expect((await onBehalf(runner, ENGINEER)).status).toBe(200);
  const setting = "/settings/types/restrict_workspace_admins/names/default";
  const { etag } = (await call("GET", setting)).body;
  const status = "RESTRICT_TOKENS_AND_JOB_RUN_AS";
  await call("PATCH", setting, {
    allow_missing: true,
    field_mask: "restrict_workspace_admins.status",
    setting: { setting_name: "default", etag: String(etag), restrict_workspace_admins: { status } },
  });
  expect((await onBehalf(runner, ENGINEER)).status).toBe(403);
  await account.ruleSet(`servicePrincipals/${runner}`, "roles/servicePrincipal.user", `users/${ENGINEER}`);
  expect((await onBehalf(runner, ENGINEER)).status).toBe(200);
});

test("admins list, read and revoke everybody's, and never see a value", async () => {
  const { body } = await call("POST", "/token/create", { comment: "mine" }, SCIENTIST);
  const id = String((body.token_info as JsonObject).token_id);
  const path = `/token-management/tokens/${id}`;
  const listed = await call("GET", "/token-management/tokens");
  expect(listed.body.token_infos).toMatchObject([{ token_id: id, created_by_username: SCIENTIST }]);
  expect(JSON.stringify(listed)).not.toContain(String(body.token_value));
  const filtered = async (query: string): Promise<unknown> =>
    (await call("GET", `/token-management/tokens?${query}`)).body.token_infos ?? [];
  expect(await filtered(`created_by_username=${SCIENTIST}`)).toHaveLength(1);
  expect(await filtered(`created_by_id=${sandbox.idOf(ENGINEER)}`)).toHaveLength(0);
  expect((await call("GET", path)).body.token_info).toMatchObject({ token_id: id, comment: "mine" });
  for (const method of ["GET", "DELETE"]) {
    expect((await call(method, path, undefined, SCIENTIST)).status).toBe(403);
  }
  await call("DELETE", path);
  expect((await call("GET", path)).status).toBe(404);
  expect(personalTokenHolder(sandbox.store, dev.id, String(body.token_value))).toBeUndefined();
});
