import type { JsonObject } from "../../control-plane";
import { TestAccount } from "../../testing/account";
import { type TestResponse, TestSandbox, type TestWorkspace } from "../../testing/sandbox";

const SCIENTIST = "data.scientist@lakestage.example";
const REFUSED = { status: 403, body: { error_code: "PERMISSION_DENIED" } };

let sandbox: TestSandbox;
let account: TestAccount;
let dev: TestWorkspace;

beforeEach(async () => {
  sandbox = await TestSandbox.start();
  account = TestAccount.in(sandbox);
  dev = await sandbox.workspace("dev", { everybodyIsIn: true });
});
afterEach(() => sandbox.stop());

const pathOf = (type: string): string => `/settings/types/${type}/names/default`;
const ofWorkspace = (method: string, path: string, body?: JsonObject, as?: string): Promise<TestResponse> =>
  sandbox.call(dev.address, method, `/api/2.0${path}`, { ...(body ? { body } : {}), ...(as ? { as } : {}) });
const ofAccount = (method: string, path: string, body?: JsonObject, as?: string): Promise<TestResponse> =>
  account.call(method, path, body, as);

function etagIn({ body }: TestResponse): string {
  const [info] = body.details as { metadata: { etag: string } }[];
  return info?.metadata.etag ?? "";
}
const update = (setting: JsonObject, field_mask: string): JsonObject => ({ allow_missing: true, field_mask, setting });

test.each([
  [ofWorkspace, "disable_legacy_access", "disable_legacy_access"],
  [ofWorkspace, "disable_legacy_dbfs", "disable_legacy_dbfs"],
  [ofAccount, "disable_legacy_features", "disable_legacy_features"],
] as const)("%p %s is changed and reset with the etag that it is at", async (call, type, member) => {
  const path = pathOf(type);
  const given = { setting_name: "default", [member]: { value: true } };
  const first = await call("PATCH", path, update(given, `${member}.value`));
  // A client that has no etag learns it from the refusal, and tries again.
  expect([first.status, first.body.error_code]).toEqual([404, "NOT_FOUND"]);
  const made = await call("PATCH", path, update({ ...given, etag: etagIn(first) }, `${member}.value`));
  expect(made).toMatchObject({ status: 200, body: given });
  expect((await call("GET", path)).body).toEqual(made.body);

  const late = await call("PATCH", path, update({ ...given, etag: etagIn(first) }, `${member}.value`));
  expect([late.status, late.body.error_code, etagIn(late)]).toEqual([409, "RESOURCE_CONFLICT", made.body.etag]);
  expect((await call("DELETE", `${path}?etag=${etagIn(first)}`)).status).toBe(409);
  expect((await call("DELETE", `${path}?etag=${made.body.etag}`)).status).toBe(200);
  expect((await call("GET", path)).body).toMatchObject({ [member]: { value: false } });
});

test("a default namespace is there once it is set, and no more once it is reset", async () => {
  const path = pathOf("default_namespace_ws");
  const unset = await ofWorkspace("GET", path);
  expect([unset.status, unset.body.error_code]).toEqual([404, "NOT_FOUND"]);
  const setting = { etag: etagIn(unset), namespace: { value: "sales" }, setting_name: "default" };
  const made = await ofWorkspace("PATCH", path, update(setting, "namespace.value"));
  expect((await ofWorkspace("GET", path)).body).toEqual({ ...setting, etag: made.body.etag });
  await ofWorkspace("DELETE", `${path}?etag=${made.body.etag}`);
  expect((await ofWorkspace("GET", path)).status).toBe(404);
});

test("only admins read and change them: those of a workspace its own, those of the account its", async () => {
  const given = update({ etag: "0", disable_legacy_access: { value: true } }, "disable_legacy_access.value");
  expect(await ofWorkspace("GET", pathOf("disable_legacy_access"), undefined, SCIENTIST)).toMatchObject(REFUSED);
  expect(await ofWorkspace("PATCH", pathOf("disable_legacy_access"), given, SCIENTIST)).toMatchObject(REFUSED);
  expect(await ofAccount("GET", pathOf("disable_legacy_features"), undefined, SCIENTIST)).toMatchObject(REFUSED);
});

test("what the mask does not name is refused, and another workspace has its own", async () => {
  const path = pathOf("disable_legacy_access");
  const setting = { etag: "0", disable_legacy_access: { value: true } };
  expect((await ofWorkspace("PATCH", path, update(setting, "other.value"))).status).toBe(400);
  await ofWorkspace("PATCH", path, update(setting, "disable_legacy_access.value"));
  const prod = await sandbox.workspace("prod");
  const elsewhere = await sandbox.call(prod.address, "GET", `/api/2.0${path}`);
  expect(elsewhere.body).toMatchObject({ disable_legacy_access: { value: false } });
});

test("dashboards are embedded in approved domains once the policy says so", async () => {
  const domains = pathOf("aibi_dash_embed_ws_apprvd_domains");
  const approved = { approved_domains: ["lakestage.example"] };
  const given = update(
    { etag: "0", aibi_dashboard_embedding_approved_domains: approved },
    "aibi_dashboard_embedding_approved_domains.approved_domains",
  );
  expect((await ofWorkspace("PATCH", domains, given)).status).toBe(400);
  const policy = { access_policy_type: "ALLOW_APPROVED_DOMAINS" };
  const setting = { etag: "0", aibi_dashboard_embedding_access_policy: policy };
  const mask = "aibi_dashboard_embedding_access_policy.access_policy_type";
  expect((await ofWorkspace("PATCH", pathOf("aibi_dash_embed_ws_acc_policy"), update(setting, mask))).status).toBe(200);
  expect((await ofWorkspace("PATCH", domains, given)).body).toMatchObject({
    aibi_dashboard_embedding_approved_domains: approved,
  });
});

test("a compliance security profile stays once it is enabled, as the account's does that new workspaces get", async () => {
  const member = "compliance_security_profile_workspace";
  const path = pathOf("shield_csp_enablement_ws_db");
  const set = (etag: string, is_enabled: boolean, ...compliance_standards: string[]): Promise<TestResponse> =>
    ofWorkspace("PATCH", path, update({ etag, [member]: { is_enabled, compliance_standards } }, member));
  const made = await set("0", true, "HIPAA");
  expect(made).toMatchObject({
    status: 200,
    body: { [member]: { is_enabled: true, compliance_standards: ["HIPAA"] } },
  });
  expect((await set(String(made.body.etag), false)).status).toBe(400);
  expect((await ofWorkspace("GET", path)).body).toEqual(made.body);
  expect((await ofAccount("GET", pathOf("shield_csp_enablement_ac"))).body).toMatchObject({
    csp_enablement_account: { is_enforced: false },
  });
});
