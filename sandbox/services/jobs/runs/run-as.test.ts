import type { JsonObject } from "../../../control-plane";
import { TestAccount } from "../../../testing/account";
import { ENGINEER, SCIENTIST, TestJobs } from "../../../testing/jobs";

let jobs: TestJobs;
let account: TestAccount;
let runner: { id: string; name: string };
const ADMIN = "platform.admin@lakestage.example";

beforeAll(async () => {
  jobs = await TestJobs.start();
  account = TestAccount.in(jobs.sandbox);
  runner = await newRunner("runner", ADMIN);
});
afterAll(() => jobs.stop());

/** A service principal in the workspace, with its roles managed by an account admin. */
async function newRunner(displayName: string, as: string): Promise<{ id: string; name: string }> {
  const body = await account.ok("POST", "/scim/v2/ServicePrincipals", { displayName, active: true }, as);
  await account.assign(jobs.workspace.id, displayName, "USER");
  return { id: String(body.id), name: String(body.applicationId) };
}

/** Lets `users` run jobs as the service principal. */
async function letUse(applicationId: string, ...users: string[]): Promise<void> {
  const name = `accounts/${account.accountId}/servicePrincipals/${applicationId}/ruleSets/default`;
  const path = `/api/2.0/preview/accounts/${account.accountId}/access-control/rule-sets`;
  const { etag = "" } = await account.ok("GET", `${path}?name=${encodeURIComponent(name)}&etag=`, undefined, ADMIN);
  const rules = [{ role: "roles/servicePrincipal.user", principals: users.map((user) => `users/${user}`) }];
  await account.ok("PUT", path, { name, rule_set: { name, etag, grant_rules: rules } }, ADMIN);
}

const runAs = (member: string, name: string): JsonObject => ({ run_as: { [member]: name } });
const asRunner = (): JsonObject => runAs("service_principal_name", runner.name);
const runsAs = async (id: number): Promise<unknown> => (await jobs.get(id)).body.run_as_user_name;
const refused = { status: 403, body: { error_code: "PERMISSION_DENIED" } };

test("without run_as, a job runs as its owner", async () => {
  const id = await jobs.create({}, SCIENTIST);
  expect(await runsAs(id)).toBe(SCIENTIST);
  await jobs.share(id, ENGINEER, "IS_OWNER");
  expect(await runsAs(id)).toBe(ENGINEER);
});

test("running as a service principal takes the role on it, of workspace admins too", async () => {
  expect(await jobs.post("create", asRunner())).toMatchObject(refused);
  await letUse(runner.name, SCIENTIST);
  expect(await jobs.post("create", asRunner())).toMatchObject(refused);
  const id = await jobs.create(asRunner(), SCIENTIST);
  expect(await runsAs(id)).toBe(runner.name);
});

test("admins make jobs run as any user of the workspace, and others only as themselves", async () => {
  expect(await runsAs(await jobs.create(runAs("user_name", SCIENTIST)))).toBe(SCIENTIST);
  expect(await runsAs(await jobs.create(runAs("user_name", SCIENTIST), SCIENTIST))).toBe(SCIENTIST);
  expect(await jobs.post("create", runAs("user_name", ENGINEER), SCIENTIST)).toMatchObject(refused);
});

test("run_as names one principal, which must be there", async () => {
  expect(await jobs.post("create", { run_as: {} })).toMatchObject({ status: 400 });
  const two = { run_as: { user_name: SCIENTIST, service_principal_name: runner.name } };
  expect(await jobs.post("create", two)).toMatchObject({ status: 400 });
  expect(await jobs.post("create", runAs("user_name", "nobody@lakestage.example"))).toMatchObject({ status: 404 });
});

test("a user is called as the account does, in whatever letter case they were named", async () => {
  const id = await jobs.create(runAs("user_name", SCIENTIST.toUpperCase()));
  expect([await jobs.settings(id), await runsAs(id)]).toMatchObject([runAs("user_name", SCIENTIST), SCIENTIST]);
  const again = { job_id: id, new_settings: { name: "renamed", ...runAs("user_name", SCIENTIST.toUpperCase()) } };
  await jobs.share(id, ENGINEER, "CAN_MANAGE");
  expect(await jobs.post("reset", again, ENGINEER)).toMatchObject({ status: 200 });
});

test("only the owner and admins change who a job runs as", async () => {
  const id = await jobs.create(runAs("user_name", SCIENTIST), SCIENTIST);
  await jobs.share(id, ENGINEER, "CAN_MANAGE");
  const toEngineer = { job_id: id, new_settings: runAs("user_name", ENGINEER) };
  expect(await jobs.post("update", toEngineer, ENGINEER)).toMatchObject(refused);
  expect((await jobs.post("update", { job_id: id, new_settings: { name: "renamed" } }, ENGINEER)).status).toBe(200);
  expect((await jobs.post("update", toEngineer)).status).toBe(200);
  expect(await runsAs(id)).toBe(ENGINEER);
});

test("a job that runs as somebody goes on as them until another is named, and never falls back to its owner", async () => {
  const id = await jobs.create(runAs("user_name", SCIENTIST));
  expect((await jobs.post("reset", { job_id: id, new_settings: { name: "replaced" } })).status).toBe(200);
  expect(await runsAs(id)).toBe(SCIENTIST);
  expect((await jobs.post("update", { job_id: id, fields_to_remove: ["run_as"] })).status).toBe(200);
  expect(await runsAs(id)).toBe(SCIENTIST);
  expect((await jobs.get(id)).body.settings).toMatchObject({ name: "replaced", ...runAs("user_name", SCIENTIST) });
});

test("a job outlives whom it runs as", async () => {
  const gone = await newRunner("short-lived", ADMIN);
  await letUse(gone.name, SCIENTIST);
  const id = await jobs.create(runAs("service_principal_name", gone.name), SCIENTIST);
  await account.ok("DELETE", `/scim/v2/ServicePrincipals/${gone.id}`, undefined, ADMIN);
  expect(await runsAs(id)).toBe(gone.name);
});
