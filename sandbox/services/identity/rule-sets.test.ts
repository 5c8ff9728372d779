import { TestAccount } from "../../testing/account";
import { TestSandbox } from "../../testing/sandbox";

describe("rule sets", () => {
  let sandbox: TestSandbox;
  let account: TestAccount;
  let path: string;
  let name: string;

  beforeEach(async () => {
    sandbox = await TestSandbox.start();
    account = TestAccount.in(sandbox);
    path = `/api/2.0/preview/accounts/${account.accountId}/access-control/rule-sets`;
    name = `accounts/${account.accountId}/servicePrincipals/8e4b2d6c-9f1a-4b3c-a5d7-e6f8091a2b01/ruleSets/default`;
  });
  afterEach(() => sandbox.stop());

  const read = () => account.ok("GET", `${path}?name=${encodeURIComponent(name)}&etag=`);
  const write = (etag: unknown, role: string, principals: string[]) =>
    account.call("PUT", path, { name, rule_set: { name, etag: String(etag), grant_rules: [{ role, principals }] } });

  test("are empty until rules are written, and again when they are taken away", async () => {
    const before = await read();
    expect(before).toMatchObject({ name, grant_rules: [] });
    expect((await write(before.etag, "roles/servicePrincipal.user", ["groups/ml-engineers"])).status).toBe(200);
    const after = await read();
    expect(after.grant_rules).toEqual([{ role: "roles/servicePrincipal.user", principals: ["groups/ml-engineers"] }]);
    await account.ok("PUT", path, { name, rule_set: { name, etag: String(after.etag) } });
    expect(await read()).toEqual(before);
  });

  test("are not overwritten by someone who read an older one", async () => {
    const { etag } = await read();
    await write(etag, "roles/servicePrincipal.user", ["groups/ml-engineers"]);
    expect(await write(etag, "roles/servicePrincipal.user", [])).toMatchObject({
      status: 409,
      body: { error_code: "RESOURCE_CONFLICT" },
    });
  });

  test.each([
    ["an unknown role", "roles/owner", ["groups/ml-engineers"]],
    ["an unknown principal", "roles/servicePrincipal.user", ["groups/nobody"]],
    ["a group as a user", "roles/servicePrincipal.user", ["users/ml-engineers"]],
    ["a principal without its kind", "roles/servicePrincipal.user", ["ml-engineers"]],
  ])("are refused with %s", async (_what, role, principals) => {
    expect((await write("0", role, principals)).status).toBeGreaterThanOrEqual(400);
  });
});
