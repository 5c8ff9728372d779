import type { JsonObject } from "../../control-plane";
import { TestAccount } from "../../testing/account";
import { checkTask, ENGINEER, SCIENTIST, TestJobs } from "../../testing/jobs";
import type { TestResponse } from "../../testing/sandbox";

const SETTING = "/api/2.0/settings/types/restrict_workspace_admins/names/default";
const PLATFORM_ADMIN = "platform.admin@lakestage.example";
const REFUSED = { status: 403, body: { error_code: "PERMISSION_DENIED" } };

let jobs: TestJobs;
let runner: string;

beforeAll(async () => {
  jobs = await TestJobs.start();
  const account = TestAccount.in(jobs.sandbox);
  // An admin of the workspace who is none of the account, as a pipeline's identity is to be.
  await account.assign(jobs.workspace.id, ENGINEER, "ADMIN");
  const made = await account.ok("POST", "/scim/v2/ServicePrincipals", { displayName: "runner", active: true });
  runner = String(made.applicationId);
  await account.assign(jobs.workspace.id, "runner", "USER");
});
afterAll(() => jobs.stop());

const setting = async (as?: string): Promise<JsonObject> => (await jobs.call("GET", SETTING, undefined, as)).body;

async function set(status: string, { as, etag }: { as?: string; etag?: string } = {}): Promise<TestResponse> {
  const fresh = etag ?? String((await setting()).etag);
  const body = {
    allow_missing: true,
    field_mask: "restrict_workspace_admins.status",
    setting: { setting_name: "default", etag: fresh, restrict_workspace_admins: { status } },
  };
  return jobs.call("PATCH", SETTING, body, as);
}

const runningAs = (name: string): JsonObject => ({ name: "as", run_as: { user_name: name } });
const own = (id: number, user: string, as: string): Promise<TestResponse> =>
  jobs.call(
    "PATCH",
    `/api/2.0/permissions/jobs/${id}`,
    { access_control_list: [{ user_name: user, permission_level: "IS_OWNER" }] },
    as,
  );

describe("where it is not set", () => {
  test("it is read as ALLOW_ALL, by admins", async () => {
    expect(await setting(ENGINEER)).toMatchObject({
      setting_name: "default",
      restrict_workspace_admins: { status: "ALLOW_ALL" },
    });
    expect(await jobs.call("GET", SETTING, undefined, SCIENTIST)).toMatchObject(REFUSED);
  });

  test("admins let jobs run as any user, and give them to any", async () => {
    const id = await jobs.create(runningAs(PLATFORM_ADMIN), ENGINEER);
    expect((await own(id, SCIENTIST, ENGINEER)).status).toBe(200);
  });
});

test("only an account admin sets it, with the etag that it is at", async () => {
  const { etag } = await setting();
  expect(await set("RESTRICT_TOKENS_AND_JOB_RUN_AS", { as: ENGINEER })).toMatchObject(REFUSED);
  expect(await jobs.call("DELETE", `${SETTING}?etag=${etag}`, undefined, ENGINEER)).toMatchObject(REFUSED);
  const { status, body } = await set("RESTRICT_TOKENS_AND_JOB_RUN_AS", { etag: "none" });
  expect({ status, body }).toMatchObject({
    status: 409,
    body: { error_code: "RESOURCE_CONFLICT", details: [{ metadata: { etag } }] },
  });
  expect((await set("RESTRICT_TOKENS_AND_JOB_RUN_AS")).body).toMatchObject({
    restrict_workspace_admins: { status: "RESTRICT_TOKENS_AND_JOB_RUN_AS" },
  });
  expect((await set("NOBODY_MAY")).status).toBe(400);
});

describe("where admins are restricted", () => {
  beforeAll(() => set("RESTRICT_TOKENS_AND_JOB_RUN_AS"));

  test("no job of theirs runs as a platform admin, however it is asked for", async () => {
    for (const version of ["2.0", "2.1", "2.2"]) {
      const create = `/api/${version}/jobs/create`;
      expect(await jobs.call("POST", create, runningAs(PLATFORM_ADMIN), ENGINEER)).toMatchObject(REFUSED);
    }
    const { run_as } = runningAs(PLATFORM_ADMIN);
    const run = { run_as, tasks: [checkTask("only")] };
    expect(await jobs.call("POST", "/api/2.1/jobs/runs/submit", run, ENGINEER)).toMatchObject(REFUSED);
    const id = await jobs.create({ name: "own" }, ENGINEER);
    for (const operation of ["update", "reset"]) {
      const changed = { job_id: id, new_settings: runningAs(PLATFORM_ADMIN) };
      expect(await jobs.post(operation, changed, ENGINEER)).toMatchObject(REFUSED);
    }
  });

  test("their jobs run as themselves, and as service principals that they may use", async () => {
    await jobs.create(runningAs(ENGINEER), ENGINEER);
    const asRunner = { name: "as", run_as: { service_principal_name: runner } };
    expect(await jobs.post("create", asRunner, ENGINEER)).toMatchObject(REFUSED);
    await letUse(runner, ENGINEER);
    await jobs.create(asRunner, ENGINEER);
  });

  test("they take jobs over themselves, and give them to nobody else", async () => {
    const id = await jobs.create({ name: "taken" }, SCIENTIST);
    expect(await own(id, PLATFORM_ADMIN, ENGINEER)).toMatchObject(REFUSED);
    const given = [{ user_name: PLATFORM_ADMIN, permission_level: "IS_OWNER" }];
    expect(await jobs.post("create", { name: "given", access_control_list: given }, ENGINEER)).toMatchObject(REFUSED);
    expect((await own(id, ENGINEER, ENGINEER)).status).toBe(200);
  });

  test("they hand queries to nobody else", async () => {
    const { id } = (await jobs.call("POST", "/api/2.0/sql/queries", { query: { display_name: "q" } }, ENGINEER)).body;
    const to = (name: string): Promise<TestResponse> =>
      jobs.call(
        "PATCH",
        `/api/2.0/sql/queries/${id}`,
        { update_mask: "owner_user_name", query: { owner_user_name: name } },
        ENGINEER,
      );
    expect(await to(PLATFORM_ADMIN)).toMatchObject(REFUSED);
    expect((await to(ENGINEER)).status).toBe(200);
  });

  test("what was set is gone when it is reset", async () => {
    const { etag } = await setting();
    expect((await jobs.call("DELETE", `${SETTING}?etag=${etag}`)).status).toBe(200);
    expect(await setting()).toMatchObject({ restrict_workspace_admins: { status: "ALLOW_ALL" } });
    await jobs.create(runningAs(PLATFORM_ADMIN), ENGINEER);
  });
});

/** Gives the role by which jobs may run as a service principal. */
async function letUse(applicationId: string, user: string): Promise<void> {
  const account = TestAccount.in(jobs.sandbox);
  const name = `accounts/${account.accountId}/servicePrincipals/${applicationId}/ruleSets/default`;
  const path = `/api/2.0/preview/accounts/${account.accountId}/access-control/rule-sets`;
  const { etag = "" } = await account.ok("GET", `${path}?name=${encodeURIComponent(name)}&etag=`);
  const rules = [{ role: "roles/servicePrincipal.user", principals: [`users/${user}`] }];
  await account.ok("PUT", path, { name, rule_set: { name, etag, grant_rules: rules } });
}
