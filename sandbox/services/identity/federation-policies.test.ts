import { TestAccount } from "../../testing/account";
import { TestSandbox } from "../../testing/sandbox";

const GITHUB = {
  issuer: "https://token.actions.githubusercontent.com",
  audiences: ["lakestage"],
  subject: "repo:o/r:environment:dev",
};

describe("federation policies", () => {
  let sandbox: TestSandbox;
  let account: TestAccount;
  let policies: string;

  beforeEach(async () => {
    sandbox = await TestSandbox.start();
    account = TestAccount.in(sandbox);
    policies = `/servicePrincipals/${sandbox.idOf("lakestage-deployer")}/federationPolicies`;
  });
  afterEach(() => sandbox.stop());

  test("come back as they were sent, with what the service adds", async () => {
    const created = await account.ok("POST", `${policies}?policy_id=github`, {
      description: "CI",
      oidc_policy: GITHUB,
    });
    expect(created).toEqual({
      name: `accounts/${account.accountId}${policies}/github`,
      policy_id: "github",
      uid: expect.any(String),
      description: "CI",
      oidc_policy: GITHUB,
      service_principal_id: Number(sandbox.idOf("lakestage-deployer")),
      create_time: expect.any(String),
      update_time: created.create_time,
    });
    expect(await account.ok("GET", `${policies}/github`)).toEqual(created);
  });

  test("are given an id when they have none", async () => {
    const { policy_id } = await account.ok("POST", policies, { oidc_policy: GITHUB });
    expect(policy_id).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("change in the fields of the mask, and only there", async () => {
    await account.ok("POST", `${policies}?policy_id=github`, { description: "CI", oidc_policy: GITHUB });
    const oidc_policy = { ...GITHUB, subject: "repo:o/r:environment:prod" };
    const changed = await account.ok("PATCH", `${policies}/github?update_mask=oidc_policy`, { oidc_policy });
    expect(changed).toMatchObject({ description: "CI", oidc_policy });
    expect(changed.update_time).not.toBe(changed.create_time);
    const cleared = await account.ok("PATCH", `${policies}/github?update_mask=description,oidc_policy`, {
      oidc_policy,
    });
    expect(cleared).not.toHaveProperty("description");
  });

  test.each([
    ["a policy_id with capitals", "?policy_id=GitHub", { oidc_policy: GITHUB }],
    ["no issuer", "", { oidc_policy: { subject: "s" } }],
    ["an issuer without TLS", "", { oidc_policy: { ...GITHUB, issuer: "http://issuer.example" } }],
    ["no subject", "", { oidc_policy: { issuer: GITHUB.issuer } }],
  ])("are refused with %s", async (_what, query, body) => {
    expect((await account.call("POST", `${policies}${query}`, body)).status).toBe(400);
  });

  test("have one id each, and at most twenty on a service principal", async () => {
    for (let index = 0; index < 20; index++) {
      await account.ok("POST", `${policies}?policy_id=p${index}`, { oidc_policy: GITHUB });
    }
    expect(await account.call("POST", `${policies}?policy_id=p1`, { oidc_policy: GITHUB })).toMatchObject({
      status: 409,
      body: { error_code: "RESOURCE_ALREADY_EXISTS" },
    });
    expect(await account.call("POST", policies, { oidc_policy: GITHUB })).toMatchObject({
      body: { error_code: "RESOURCE_LIMIT_EXCEEDED" },
    });
  });

  test("are listed in pages", async () => {
    for (const id of ["a", "b", "c"]) await account.ok("POST", `${policies}?policy_id=${id}`, { oidc_policy: GITHUB });
    const first = await account.ok("GET", `${policies}?page_size=2`);
    const second = await account.ok("GET", `${policies}?page_size=2&page_token=${first.next_page_token}`);
    expect([first.policies, second.policies]).toMatchObject([
      [{ policy_id: "a" }, { policy_id: "b" }],
      [{ policy_id: "c" }],
    ]);
    expect(second).not.toHaveProperty("next_page_token");
  });

  test("of the account have no subject", async () => {
    const { issuer } = GITHUB;
    await account.ok("POST", "/federationPolicies?policy_id=entra", { oidc_policy: { issuer } });
    expect((await account.call("POST", "/federationPolicies", { oidc_policy: GITHUB })).status).toBe(400);
    await account.ok("DELETE", "/federationPolicies/entra");
    expect((await account.call("GET", "/federationPolicies/entra")).status).toBe(404);
  });

  test("belong to account admins and to the managers of the service principal", async () => {
    const engineer = "ml.engineer@lakestage.example";
    const create = () => account.call("POST", policies, { oidc_policy: GITHUB }, engineer);
    expect((await create()).status).toBe(403);
    const name = `accounts/${account.accountId}/servicePrincipals/8e4b2d6c-9f1a-4b3c-a5d7-e6f8091a2b01/ruleSets/default`;
    const grant_rules = [{ role: "roles/servicePrincipal.manager", principals: ["groups/ml-engineers"] }];
    await account.ok("PUT", `/api/2.0/preview/accounts/${account.accountId}/access-control/rule-sets`, {
      name,
      rule_set: { name, etag: "0", grant_rules },
    });
    expect((await create()).status).toBe(200);
  });
});
