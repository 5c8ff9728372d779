import { TestAccount } from "../../testing/account";
import { TestSandbox } from "../../testing/sandbox";

const SCIENTIST = "data.scientist@lakestage.example";

describe("identities of the account", () => {
  let sandbox: TestSandbox;
  let account: TestAccount;

  beforeEach(async () => {
    sandbox = await TestSandbox.start();
    account = TestAccount.in(sandbox);
  });
  afterEach(() => sandbox.stop());

  const newPrincipal = (displayName = "ci-dev") =>
    account.ok("POST", "/scim/v2/ServicePrincipals", { displayName, active: true });

  test("a service principal comes back as it was sent, with an application id of its own", async () => {
    const created = await newPrincipal();
    expect(created).toMatchObject({
      displayName: "ci-dev",
      active: true,
      applicationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(await account.ok("GET", `/scim/v2/ServicePrincipals/${created.id}`)).toEqual(created);
  });

  test("an application id is taken by one service principal only", async () => {
    const applicationId = "3b7c9a52-0d0e-4a8e-9e43-0a4f1f0d1c01";
    await account.ok("POST", "/scim/v2/ServicePrincipals", { displayName: "one", applicationId });
    expect(await account.call("POST", "/scim/v2/ServicePrincipals", { displayName: "two", applicationId })).toEqual({
      status: 409,
      body: {
        schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
        detail: `Service principal with application ID ${applicationId} already exists.`,
        status: "409",
      },
    });
  });

  test("is found by its filter", async () => {
    const { id, applicationId } = await newPrincipal();
    const filter = encodeURIComponent(`applicationId eq "${applicationId}"`);
    expect(await account.ok("GET", `/scim/v2/ServicePrincipals?filter=${filter}`)).toMatchObject({
      totalResults: 1,
      Resources: [{ id, displayName: "ci-dev" }],
    });
  });

  test("is found by the name that it has now, in any case, by every kind's", async () => {
    const total = async (kind: string, filter: string): Promise<unknown> =>
      (await account.ok("GET", `/scim/v2/${kind}?filter=${encodeURIComponent(filter)}`)).totalResults;
    const { id } = await account.ok("POST", "/scim/v2/Groups", { displayName: "Before" });
    await account.ok("PUT", `/scim/v2/Groups/${id}`, { displayName: "After" });
    expect(await total("Groups", 'displayName eq "before"')).toBe(0);
    expect(await total("Groups", 'displayName eq "AFTER"')).toBe(1);
    expect(await total("Groups", 'displayName eq "after" and externalId eq "x"')).toBe(0);
    await newPrincipal("twin");
    await newPrincipal("twin");
    expect(await total("ServicePrincipals", 'displayName eq "Twin"')).toBe(2);
    expect(await total("Users", `userName eq "${SCIENTIST.toUpperCase()}"`)).toBe(1);
    await account.call("DELETE", `/scim/v2/Groups/${id}`);
    expect(await total("Groups", 'displayName eq "after"')).toBe(0);
  });

  test("a service principal that was disabled can no longer call", async () => {
    const { id } = await newPrincipal();
    const token = sandbox.token("ci-dev");
    await account.ok("PATCH", `/scim/v2/ServicePrincipals/${id}`, {
      Operations: [{ op: "replace", path: "active", value: [{ value: "false" }] }],
    });
    expect(await account.ok("GET", `/scim/v2/ServicePrincipals/${id}`)).toMatchObject({ active: false });
    const response = await fetch(`${sandbox.controlPlane.addresses().account}/api/2.0/accounts/x/workspaces`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(403);
  });

  test("a group gets and loses members one by one", async () => {
    const { id: member } = await newPrincipal();
    const { id } = await account.ok("POST", "/scim/v2/Groups", { displayName: "deployers" });
    await account.ok("PATCH", `/scim/v2/Groups/${id}`, {
      Operations: [{ op: "add", path: "members", value: [{ value: member }] }],
    });
    expect(await account.ok("GET", `/scim/v2/Groups/${id}`)).toMatchObject({
      members: [{ value: member, display: "ci-dev", $ref: `ServicePrincipals/${member}` }],
    });
    await account.ok("PATCH", `/scim/v2/Groups/${id}`, {
      Operations: [{ op: "remove", path: `members[value eq "${member}"]` }],
    });
    expect(await account.ok("GET", `/scim/v2/Groups/${id}`)).not.toHaveProperty("members");
  });

  test("a group cannot contain itself through another", async () => {
    const { id: outer } = await account.ok("POST", "/scim/v2/Groups", { displayName: "outer" });
    const { id: inner } = await account.ok("POST", "/scim/v2/Groups", { displayName: "inner" });
    const add = (group: unknown, member: unknown) =>
      account.call("PATCH", `/scim/v2/Groups/${group}`, {
        Operations: [{ op: "add", path: "members", value: [{ value: String(member) }] }],
      });
    expect((await add(outer, inner)).status).toBe(204);
    expect((await add(inner, outer)).status).toBe(400);
    expect(await account.ok("GET", `/scim/v2/Groups/${inner}`)).not.toHaveProperty("members");
  });

  test("a group's name is taken once, whatever its case, and never a workspace's own", async () => {
    const named = (displayName: string) => account.call("POST", "/scim/v2/Groups", { displayName });
    expect(await named("ML-Engineers")).toMatchObject({
      status: 409,
      body: { detail: "Group with name ML-Engineers already exists." },
    });
    expect((await named("admins")).status).toBe(400);
  });

  test("being in an admin group makes an account admin, until the role is taken away", async () => {
    const { id } = await account.ok("POST", "/scim/v2/Groups", {
      displayName: "owners",
      members: [{ value: sandbox.idOf(SCIENTIST) }],
    });
    const listing = () => account.call("GET", "/scim/v2/Groups", undefined, SCIENTIST);
    const setRole = (op: string, path: string) =>
      account.ok("PATCH", `/scim/v2/Groups/${id}`, { Operations: [{ op, path, value: [{ value: "account_admin" }] }] });
    expect((await listing()).status).toBe(403);
    await setRole("add", "roles");
    expect((await listing()).status).toBe(200);
    await setRole("remove", "roles");
    expect((await listing()).status).toBe(403);
  });

  test("a group that is replaced without a word on roles keeps them, and loses the members that are not named", async () => {
    const { id } = await account.ok("POST", "/scim/v2/Groups", {
      displayName: "owners",
      roles: [{ value: "account_admin" }],
      members: [{ value: sandbox.idOf(SCIENTIST) }],
    });
    await account.ok("PUT", `/scim/v2/Groups/${id}`, { displayName: "proprietors" });
    const group = await account.ok("GET", `/scim/v2/Groups/${id}`);
    expect(group).toMatchObject({ displayName: "proprietors", roles: [{ value: "account_admin" }] });
    expect(group).not.toHaveProperty("members");
  });

  test("a user keeps the name that they were created with", async () => {
    const { id } = await account.ok("POST", "/scim/v2/Users", {
      userName: "new@lakestage.example",
      displayName: "New",
    });
    await account.ok("PUT", `/scim/v2/Users/${id}`, {
      userName: "other@lakestage.example",
      displayName: "Newer",
      name: { givenName: "Ann" },
      active: true,
    });
    expect(await account.ok("GET", `/scim/v2/Users/${id}`)).toMatchObject({
      userName: "new@lakestage.example",
      displayName: "Newer",
      name: { givenName: "Ann" },
      emails: [{ value: "new@lakestage.example", primary: true }],
    });
  });

  test("a user name must be an e-mail address", async () => {
    expect(await account.call("POST", "/scim/v2/Users", { userName: "nobody" })).toMatchObject({
      status: 400,
      body: { scimType: "invalidValue", detail: "userName must be an e-mail address" },
    });
  });

  test("a deleted principal leaves its groups, assignments, policies and rule sets", async () => {
    const { id, applicationId } = await newPrincipal();
    const workspace = await sandbox.workspace();
    const { id: group } = await account.ok("POST", "/scim/v2/Groups", {
      displayName: "deployers",
      members: [{ value: String(id) }],
    });
    await account.assign(workspace.id, "ci-dev", "USER");
    const policy = { oidc_policy: { issuer: "https://token.actions.githubusercontent.com", subject: "repo:a/b:ref" } };
    await account.ok("POST", `/servicePrincipals/${id}/federationPolicies`, policy);
    const ruleSet = `accounts/${account.accountId}/groups/${group}/ruleSets/default`;
    const ruleSets = `/api/2.0/preview/accounts/${account.accountId}/access-control/rule-sets`;
    await account.ok("PUT", ruleSets, {
      name: ruleSet,
      rule_set: {
        name: ruleSet,
        etag: "0",
        grant_rules: [{ role: "roles/group.manager", principals: [`servicePrincipals/${applicationId}`] }],
      },
    });

    await account.ok("DELETE", `/scim/v2/ServicePrincipals/${id}`);

    expect((await account.call("GET", `/scim/v2/ServicePrincipals/${id}`)).status).toBe(404);
    expect(await account.ok("GET", `/scim/v2/Groups/${group}`)).not.toHaveProperty("members");
    const assigned = await account.ok("GET", `/workspaces/${workspace.id}/permissionassignments`);
    expect(JSON.stringify(assigned)).not.toContain(String(id));
    expect((await account.call("GET", `/servicePrincipals/${id}/federationPolicies`)).status).toBe(404);
    const query = `name=${encodeURIComponent(ruleSet)}&etag=`;
    expect(await account.ok("GET", `${ruleSets}?${query}`)).toMatchObject({ grant_rules: [] });
  });

  test("only account admins see and change them", async () => {
    for (const [method, path] of [
      ["GET", "/scim/v2/Users"],
      ["POST", "/scim/v2/Groups"],
      ["DELETE", "/scim/v2/Groups/1"],
    ] as const) {
      const body = method === "POST" ? { displayName: "mine" } : undefined;
      expect((await account.call(method, path, body, SCIENTIST)).status).toBe(403);
    }
  });
});
