import type { JsonObject } from "../../control-plane";
import { TestAccount } from "../../testing/account";
import { TestSandbox, type TestWorkspace } from "../../testing/sandbox";
import { TestUnityCatalog } from "../../testing/unity-catalog";

const SCIENTIST = "data.scientist@lakestage.example";
const SENIOR = "senior.data.scientist@lakestage.example";
const OUTSIDER = "outsider@lakestage.example";
const SCIM = "/api/2.0/preview/scim/v2";

describe("a group of a workspace's own", () => {
  let sandbox: TestSandbox;
  let account: TestAccount;
  let workspace: TestWorkspace;

  beforeEach(async () => {
    sandbox = await TestSandbox.start();
    account = TestAccount.in(sandbox);
    workspace = await sandbox.workspace();
    await account.assign(workspace.id, "data-scientists", "USER");
  });
  afterEach(() => sandbox.stop());

  const call = (method: string, path: string, body?: JsonObject, as?: string) =>
    sandbox.call(workspace.address, method, path, { ...(body ? { body } : {}), ...(as ? { as } : {}) });
  const patch = (id: string, ...Operations: JsonObject[]) => call("PATCH", `${SCIM}/Groups/${id}`, { Operations });
  const member = (name: string) => ({ value: sandbox.idOf(name) });
  const localGroup = async (displayName: string, ...members: { value: string }[]): Promise<string> => {
    const { body, status } = await call("POST", `${SCIM}/Groups`, { displayName, members });
    expect(status).toBe(201);
    return body.id as string;
  };
  const job = async (acl: JsonObject[]): Promise<string> => {
    const { body } = await call("POST", "/api/2.2/jobs/create", { name: "job" });
    const list = await call("PATCH", `/api/2.0/permissions/jobs/${body.job_id}`, { access_control_list: acl });
    expect(list).toMatchObject({ status: 200 });
    return String(body.job_id);
  };
  const sees = async (jobId: string, as: string): Promise<boolean> =>
    (await call("GET", `/api/2.2/jobs/get?job_id=${jobId}`, undefined, as)).status === 200;

  test("is made, shown, filled, renamed and deleted by the workspace's admins", async () => {
    const id = await localGroup("reviewers", member(SCIENTIST));
    expect((await call("GET", `${SCIM}/Groups/${id}`)).body).toEqual({
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
      id,
      displayName: "reviewers",
      members: [{ ...member(SCIENTIST), display: "Data Scientist", $ref: `Users/${sandbox.idOf(SCIENTIST)}` }],
      meta: { resourceType: "WorkspaceGroup" },
    });
    await patch(id, { op: "add", path: "members", value: [member(SENIOR)] });
    await patch(id, { op: "replace", path: "displayName", value: "readers" });
    await patch(id, { op: "remove", path: `members[value eq "${sandbox.idOf(SCIENTIST)}"]` });
    const { body } = await call("GET", `${SCIM}/Groups?filter=${encodeURIComponent('displayName eq "Readers"')}`);
    expect(body.Resources).toMatchObject([{ id, displayName: "readers", members: [member(SENIOR)] }]);
    expect((await call("GET", `${SCIM}/Me`, undefined, SENIOR)).body.groups).toContainEqual({
      value: id,
      display: "readers",
      type: "direct",
      $ref: `Groups/${id}`,
    });
    expect((await call("DELETE", `${SCIM}/Groups/${id}`)).status).toBe(204);
    expect((await call("GET", `${SCIM}/Groups/${id}`)).status).toBe(404);
  });

  test("is nobody else's to make or change", async () => {
    const id = await localGroup("reviewers");
    const join = { Operations: [{ op: "add", path: "members", value: [member(SCIENTIST)] }] };
    expect((await call("POST", `${SCIM}/Groups`, { displayName: "mine" }, SCIENTIST)).status).toBe(403);
    expect((await call("PATCH", `${SCIM}/Groups/${id}`, join, SCIENTIST)).status).toBe(403);
    expect((await call("DELETE", `${SCIM}/Groups/${id}`, undefined, SCIENTIST)).status).toBe(403);
    expect((await call("POST", "/api/2.0/groups/create", { group_name: "mine" }, SCIENTIST)).status).toBe(403);
  });

  test("has a name that no other group in the workspace has", async () => {
    await localGroup("reviewers");
    for (const displayName of ["Reviewers", "data-scientists"]) {
      expect(await call("POST", `${SCIM}/Groups`, { displayName })).toMatchObject({
        status: 409,
        body: { detail: `Group with name ${displayName} already exists.` },
      });
    }
    expect((await call("POST", `${SCIM}/Groups`, { displayName: "admins" })).status).toBe(400);
    // One of the account's that is elsewhere may be called so, and does not come in while one here is.
    await localGroup("ml-engineers");
    const path = `/workspaces/${workspace.id}/permissionassignments/principals/${sandbox.idOf("ml-engineers")}`;
    expect((await account.call("PUT", path, { permissions: ["USER"] })).status).toBe(409);
  });

  test("gives its members what lists of the workspace give it, through other groups too", async () => {
    const inner = await localGroup("reviewers", member("senior-data-scientists"));
    await localGroup("everybody-who-reviews", { value: inner });
    const id = await job([{ group_name: "everybody-who-reviews", permission_level: "CAN_VIEW" }]);
    expect(await sees(id, SENIOR)).toBe(true);
    expect(await sees(id, SCIENTIST)).toBe(false);
    await call("DELETE", `${SCIM}/Groups/${inner}`);
    expect(await sees(id, SENIOR)).toBe(false);
  });

  test("gives its members its entitlements", async () => {
    const id = await localGroup("makers-of-clusters", member(SCIENTIST));
    const pool = { instance_pool_name: "pool", node_type_id: "Standard_D4ds_v5" };
    const make = async () => (await call("POST", "/api/2.0/instance-pools/create", pool, SCIENTIST)).status;
    expect(await make()).toBe(403);
    await patch(id, { op: "add", path: "entitlements", value: [{ value: "allow-instance-pool-create" }] });
    expect(await make()).toBe(200);
  });

  test("lets nobody in, makes nobody an administrator, and has no one in it who is not in the workspace", async () => {
    const id = await localGroup("reviewers", member(SCIENTIST));
    expect(await patch(id, { op: "add", path: "members", value: [member(OUTSIDER)] })).toMatchObject({ status: 404 });
    const principal = `/workspaces/${workspace.id}/permissionassignments/principals/${id}`;
    expect((await account.call("PUT", principal, { permissions: ["ADMIN"] })).status).toBe(404);
    const { body } = await call("GET", `${SCIM}/Groups?filter=${encodeURIComponent('displayName eq "admins"')}`);
    const [admins] = body.Resources as { id: string }[];
    expect(await patch(admins?.id ?? "", { op: "add", path: "members", value: [{ value: id }] })).toMatchObject({
      status: 404,
    });
    const path = `/workspaces/${workspace.id}/permissionassignments/principals/${sandbox.idOf("data-scientists")}`;
    await account.ok("DELETE", path);
    expect((await call("GET", `${SCIM}/Me`, undefined, SCIENTIST)).status).toBe(403);
  });

  test("is in no circle", async () => {
    const outer = await localGroup("outer");
    const inner = await localGroup("inner", { value: outer });
    expect(await patch(outer, { op: "add", path: "members", value: [{ value: inner }] })).toMatchObject({
      status: 400,
    });
  });

  test("counts in no other workspace, and for nothing of the account's", async () => {
    await localGroup("reviewers", member(SCIENTIST));
    const other = await sandbox.workspace("other");
    expect((await sandbox.call(other.address, "GET", `${SCIM}/Groups`)).body.Resources).not.toContainEqual(
      expect.objectContaining({ displayName: "reviewers" }),
    );
    expect((await account.ok("GET", "/scim/v2/Groups")).Resources).not.toContainEqual(
      expect.objectContaining({ displayName: "reviewers" }),
    );
  });

  test("is nobody to Unity Catalog, even where a group of the account is called the same", async () => {
    const unityCatalog = await TestUnityCatalog.in(sandbox);
    await unityCatalog.catalog("main");
    const { address } = unityCatalog.workspace;
    const make = (displayName: string, ...members: JsonObject[]) =>
      sandbox.call(address, "POST", `${SCIM}/Groups`, { body: { displayName, members } });
    await account.assign(unityCatalog.workspace.id, SCIENTIST, "USER");
    expect((await make("reviewers", member(SCIENTIST))).status).toBe(201);
    expect((await make("ml-engineers", member(SCIENTIST))).status).toBe(201);
    const grant = (principal: string) =>
      sandbox.call(address, "PATCH", "/api/2.1/unity-catalog/permissions/catalog/main", {
        body: { changes: [{ principal, add: ["USE_CATALOG", "BROWSE"] }] },
      });
    expect(await grant("reviewers")).toMatchObject({
      status: 404,
      body: { message: "Could not find principal with name reviewers" },
    });
    expect((await grant("ml-engineers")).status).toBe(200);
    const read = await sandbox.call(address, "GET", "/api/2.1/unity-catalog/catalogs/main", { as: SCIENTIST });
    expect(read.status).toBe(403);
  });

  test("goes with whoever is deleted from the account", async () => {
    const id = await localGroup("reviewers", member(SCIENTIST), member(SENIOR));
    await account.ok("DELETE", `/scim/v2/Users/${sandbox.idOf(SENIOR)}`);
    expect((await call("GET", `${SCIM}/Groups/${id}`)).body.members).toMatchObject([member(SCIENTIST)]);
  });

  test("is managed by the API that was there before SCIM, too", async () => {
    const groups = (method: string, name: string, body?: JsonObject) => call(method, `/api/2.0/groups/${name}`, body);
    expect(await groups("POST", "create", { group_name: "reviewers" })).toMatchObject({
      status: 200,
      body: { group_name: "reviewers" },
    });
    expect(await groups("POST", "create", { group_name: "reviewers" })).toMatchObject({
      status: 400,
      body: { error_code: "RESOURCE_ALREADY_EXISTS" },
    });
    const membership = { user_name: SCIENTIST, parent_name: "reviewers" };
    expect(await groups("POST", "add-member", membership)).toMatchObject({ status: 200, body: {} });
    expect(await groups("POST", "add-member", { ...membership, parent_name: "data-scientists" })).toMatchObject({
      status: 400,
      body: {
        error_code: "MALFORMED_REQUEST",
        message: "Group membership cannot be updated as data-scientists can only be managed in account.",
      },
    });
    expect((await groups("GET", "list-members?group_name=reviewers")).body.members).toEqual([{ user_name: SCIENTIST }]);
    expect((await groups("GET", `list-parents?user_name=${SCIENTIST}`)).body.group_names).toEqual([
      "data-scientists",
      "reviewers",
    ]);
    expect((await groups("GET", "list")).body.group_names).toEqual([
      "users",
      "admins",
      "data-scientists",
      "senior-data-scientists",
      "reviewers",
    ]);
    await groups("POST", "remove-member", membership);
    expect((await groups("GET", "list-members?group_name=reviewers")).body).toEqual({ members: [] });
    expect((await groups("POST", "delete", { group_name: "reviewers" })).body).toEqual({});
    expect(await groups("GET", "list-members?group_name=reviewers")).toMatchObject({
      status: 404,
      body: { error_code: "RESOURCE_DOES_NOT_EXIST" },
    });
  });

  test("hands what it was given to a group of the account that takes its place", async () => {
    await localGroup("old-reviewers", member(SCIENTIST));
    const id = await job([{ group_name: "old-reviewers", permission_level: "CAN_MANAGE_RUN" }]);
    await call("POST", "/api/2.0/secrets/scopes/create", { scope: "scope" });
    await call("POST", "/api/2.0/secrets/acls/put", { scope: "scope", principal: "old-reviewers", permission: "READ" });
    const names = { from_workspace_group_name: "old-reviewers", to_account_group_name: "senior-data-scientists" };
    const request = { workspace_id: workspace.id, ...names };
    const migrate = (body: JsonObject, as?: string) => call("POST", "/api/2.0/permissionmigration", body, as);
    expect((await migrate(request, SCIENTIST)).status).toBe(403);
    expect((await migrate({ ...request, from_workspace_group_name: "data-scientists" })).status).toBe(404);
    expect((await migrate({ ...request, size: 1 })).body).toEqual({ permissions_migrated: 1 });
    expect((await migrate(request)).body).toEqual({ permissions_migrated: 1 });
    expect((await migrate(request)).body).toEqual({ permissions_migrated: 0 });
    expect([await sees(id, SENIOR), await sees(id, SCIENTIST)]).toEqual([true, false]);
    expect((await call("GET", "/api/2.0/secrets/acls/list?scope=scope")).body.items).toContainEqual({
      principal: "senior-data-scientists",
      permission: "READ",
    });
  });
});
