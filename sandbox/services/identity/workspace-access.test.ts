import { TestAccount } from "../../testing/account";
import { TestSandbox, type TestWorkspace } from "../../testing/sandbox";

const SCIENTIST = "data.scientist@lakestage.example";
const SENIOR = "senior.data.scientist@lakestage.example";
const PLATFORM_ADMIN = "platform.admin@lakestage.example";
const OUTSIDER = "outsider@lakestage.example";
const SCIM = "/api/2.0/preview/scim/v2";

describe("who may come into a workspace", () => {
  let sandbox: TestSandbox;
  let account: TestAccount;
  let dev: TestWorkspace;

  beforeEach(async () => {
    sandbox = await TestSandbox.start();
    account = TestAccount.in(sandbox);
    dev = await sandbox.workspace();
  });
  afterEach(() => sandbox.stop());

  const me = (as: string) => sandbox.call(dev.address, "GET", `${SCIM}/Me`, { as });
  const call = (method: string, path: string, body?: Parameters<TestSandbox["call"]>[3]) =>
    sandbox.call(dev.address, method, `${SCIM}${path}`, body);
  const groupCalled = async (name: string): Promise<{ id: string; members?: { value: string }[] }> => {
    const { body } = await call("GET", `/Groups?filter=${encodeURIComponent(`displayName eq "${name}"`)}`);
    const [group] = body.Resources as { id: string; members?: { value: string }[] }[];
    if (!group) throw new Error(`no group ${name}`);
    return group;
  };
  const patchEntitlements = (id: string, op: string, ...values: string[]) =>
    call("PATCH", `/Groups/${id}`, {
      body: { Operations: [{ op, path: "entitlements", value: values.map((value) => ({ value })) }] },
    });

  test("nobody who was not let in, account admins among them", async () => {
    expect(await me(PLATFORM_ADMIN)).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining("Unauthorized access to workspace") },
    });
    expect((await me(SCIENTIST)).status).toBe(403);
  });

  test("the members of an assigned group, and of the groups in it", async () => {
    await account.assign(dev.id, "data-scientists", "USER");
    expect(await me(SENIOR)).toMatchObject({
      status: 200,
      body: {
        userName: SENIOR,
        groups: [
          { display: "senior-data-scientists", type: "direct" },
          { display: "data-scientists", type: "indirect" },
          { display: "users", type: "indirect" },
        ],
      },
    });
    expect((await me(OUTSIDER)).status).toBe(403);
  });

  test("no longer, once the assignment is gone", async () => {
    await account.assign(dev.id, "data-scientists", "USER");
    const path = `/workspaces/${dev.id}/permissionassignments/principals/${sandbox.idOf("data-scientists")}`;
    await account.ok("DELETE", path);
    expect((await me(SCIENTIST)).status).toBe(403);
  });

  test("a service principal is shown to itself by its application id", async () => {
    expect((await me("lakestage-deployer")).body).toMatchObject({
      userName: "8e4b2d6c-9f1a-4b3c-a5d7-e6f8091a2b01",
      displayName: "lakestage-deployer",
      groups: [{ display: "users" }, { display: "admins", type: "direct" }],
    });
  });

  test("the account shows every caller to itself, without a workspace", async () => {
    const { body } = await account.call("GET", "/scim/v2/Me", undefined, SENIOR);
    expect(body).toMatchObject({
      userName: SENIOR,
      groups: [
        { display: "senior-data-scientists", type: "direct" },
        { display: "data-scientists", type: "indirect" },
      ],
    });
    expect((await account.ok("GET", "/scim/v2/Me")).displayName).toBe("lakestage-deployer");
  });

  test("assignments list who was let in, with the names of each kind", async () => {
    await account.assign(dev.id, "data-scientists", "USER");
    await account.assign(dev.id, PLATFORM_ADMIN, "ADMIN");
    const { permission_assignments } = await account.ok("GET", `/workspaces/${dev.id}/permissionassignments`);
    expect(permission_assignments).toEqual(
      expect.arrayContaining([
        {
          permissions: ["ADMIN"],
          principal: {
            principal_id: Number(sandbox.idOf("lakestage-deployer")),
            service_principal_name: "8e4b2d6c-9f1a-4b3c-a5d7-e6f8091a2b01",
            display_name: "lakestage-deployer",
          },
        },
        {
          permissions: ["USER"],
          principal: {
            principal_id: Number(sandbox.idOf("data-scientists")),
            group_name: "data-scientists",
            display_name: "data-scientists",
          },
        },
        { permissions: ["ADMIN"], principal: expect.objectContaining({ user_name: PLATFORM_ADMIN }) },
      ]),
    );
  });

  test("only an account admin assigns", async () => {
    const path = `/workspaces/${dev.id}/permissionassignments/principals/${sandbox.idOf(OUTSIDER)}`;
    expect((await account.call("PUT", path, { permissions: ["ADMIN"] }, OUTSIDER)).status).toBe(403);
  });

  test("only workspace admins change what its principals may use", async () => {
    await account.assign(dev.id, "data-scientists", "USER");
    const { id } = await groupCalled("data-scientists");
    const body = { Operations: [{ op: "add", path: "entitlements", value: [{ value: "allow-cluster-create" }] }] };
    expect((await call("PATCH", `/Groups/${id}`, { as: SCIENTIST, body })).status).toBe(403);
  });

  test("entitlements are replaced and removed as they are asked to be", async () => {
    await account.assign(dev.id, "data-scientists", "USER");
    const { id } = await groupCalled("data-scientists");
    const shown = async () => (await call("GET", `/Groups/${id}?attributes=entitlements`)).body.entitlements;
    expect((await patchEntitlements(id, "replace", "workspace-access", "databricks-sql-access")).status).toBe(204);
    expect(await shown()).toEqual([{ value: "databricks-sql-access" }, { value: "workspace-access" }]);
    await patchEntitlements(id, "remove", "workspace-access");
    expect(await shown()).toEqual([{ value: "databricks-sql-access" }]);
    await call("PATCH", `/Groups/${id}`, {
      body: { Operations: [{ op: "replace", path: "entitlements", value: [{}] }] },
    });
    expect(await shown()).toBeUndefined();
  });

  test("the system group of all users starts with entitlements, which can be taken away", async () => {
    const users = await groupCalled("users");
    expect(users).toMatchObject({
      meta: { resourceType: "WorkspaceGroup" },
      entitlements: [{ value: "databricks-sql-access" }, { value: "workspace-access" }],
    });
    await patchEntitlements(users.id, "remove", "databricks-sql-access", "workspace-access");
    expect(await groupCalled("users")).not.toHaveProperty("entitlements");
  });

  test("an entitlement that does not exist is refused", async () => {
    const { id } = await groupCalled("users");
    expect(await patchEntitlements(id, "add", "cluster-create")).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining("Invalid entitlement cluster-create") },
    });
  });

  test("joining the group of admins is being an admin, and leaving it is being a user", async () => {
    await account.assign(dev.id, "ml-engineers", "USER");
    const { id } = await groupCalled("admins");
    const value = sandbox.idOf("ml-engineers");
    const change = (op: string, path: string, body?: object) =>
      call("PATCH", `/Groups/${id}`, { body: { Operations: [{ op, path, ...body }] } });
    await change("add", "members", { value: [{ value }] });
    expect((await groupCalled("admins")).members).toEqual(
      expect.arrayContaining([expect.objectContaining({ value, display: "ml-engineers" })]),
    );
    await change("remove", `members[value eq "${value}"]`);
    expect((await groupCalled("admins")).members).not.toEqual(
      expect.arrayContaining([expect.objectContaining({ value })]),
    );
    expect((await me("ml.engineer@lakestage.example")).status).toBe(200);
  });

  test("groups of the account are not changed through a workspace", async () => {
    await account.assign(dev.id, "data-scientists", "USER");
    const { id } = await groupCalled("data-scientists");
    const rename = { Operations: [{ op: "replace", path: "displayName", value: "mine" }] };
    expect((await call("PATCH", `/Groups/${id}`, { body: rename })).body.detail).toContain("identity federation");
    expect((await call("DELETE", `/Groups/${id}`)).status).toBe(400);
  });

  test("a workspace admin adds a service principal, which the account has from then on", async () => {
    const added = await call("POST", "/ServicePrincipals", { body: { displayName: "runner" } });
    expect(added).toMatchObject({ status: 201, body: { displayName: "runner", active: true } });
    expect((await me("runner")).status).toBe(200);
    expect(await account.ok("GET", `/scim/v2/ServicePrincipals/${added.body.id}`)).toMatchObject({
      displayName: "runner",
    });
    expect((await call("DELETE", `/ServicePrincipals/${added.body.id}`)).status).toBe(204);
    expect((await me("runner")).status).toBe(403);
  });

  test("only those who are in the workspace are found by name there", async () => {
    await account.assign(dev.id, "data-scientists", "USER");
    const named = async (kind: string, attribute: string, name: string): Promise<unknown> => {
      const { body } = await call("GET", `/${kind}?filter=${encodeURIComponent(`${attribute} eq "${name}"`)}`);
      return body.totalResults;
    };
    expect(await named("Groups", "displayName", "senior-data-scientists")).toBe(1);
    expect(await named("Groups", "displayName", "ml-engineers")).toBe(0);
    expect(await named("Groups", "displayName", "Admins")).toBe(1);
    expect(await named("Users", "userName", SENIOR)).toBe(1);
    expect(await named("Users", "userName", OUTSIDER)).toBe(0);
    expect(await named("ServicePrincipals", "displayName", "lakestage-deployer")).toBe(1);
    expect(await named("ServicePrincipals", "applicationId", "8E4B2D6C-9F1A-4B3C-A5D7-E6F8091A2B01")).toBe(1);
  });

  test("a workspace shows only those who are in it", async () => {
    await account.assign(dev.id, "data-scientists", "USER");
    const { body } = await call("GET", "/Users");
    expect((body.Resources as { userName: string }[]).map(({ userName }) => userName)).toEqual([SCIENTIST, SENIOR]);
    expect((await call("GET", `/Users/${sandbox.idOf(OUTSIDER)}`)).status).toBe(404);
  });
});
