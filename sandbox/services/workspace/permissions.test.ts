import type { JsonObject } from "../../control-plane";
import { TestAccount } from "../../testing/account";
import { type TestResponse, TestSandbox, type TestWorkspace } from "../../testing/sandbox";

let sandbox: TestSandbox;
let dev: TestWorkspace;

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  dev = await sandbox.workspace("dev", { everybodyIsIn: true });
  await TestAccount.in(sandbox).assign(dev.id, "data-scientists", "USER");
});
afterAll(() => sandbox.stop());

const SCIENTIST = "data.scientist@lakestage.example";
const ENGINEER = "ml.engineer@lakestage.example";

const call = (method: string, path: string, body?: JsonObject, as?: string): Promise<TestResponse> =>
  sandbox.call(dev.address, method, path, { ...(body ? { body } : {}), ...(as ? { as } : {}) });

async function newWarehouse(name: string): Promise<string> {
  const { body } = await call("POST", "/api/2.0/sql/warehouses", { name, cluster_size: "Small" });
  return String(body.id);
}

const listOf = (id: string): string => `/api/2.0/permissions/sql/warehouses/${id}`;
const change = (method: "PUT" | "PATCH", id: string, entries: JsonObject[], as?: string): Promise<TestResponse> =>
  call(method, listOf(id), { access_control_list: entries }, as);

/** Direct levels by principal. */
function direct({ body }: TestResponse): Record<string, unknown[]> {
  const entries = (body.access_control_list as JsonObject[]).map((entry): [string, unknown[]] => [
    String(entry.user_name ?? entry.group_name ?? entry.service_principal_name),
    (entry.all_permissions as JsonObject[]).filter(({ inherited }) => !inherited).map((each) => each.permission_level),
  ]);
  return Object.fromEntries(entries.filter(([, levels]) => levels.length > 0));
}

const deployer = (): string => sandbox.directory.principal(sandbox.idOf("lakestage-deployer"))?.name ?? "";

test("a new object belongs to who made it, and admins manage it by inheritance", async () => {
  const id = await newWarehouse("new");
  const list = await call("GET", listOf(id));
  expect(list.body).toMatchObject({ object_id: `/sql/warehouses/${id}`, object_type: "warehouses" });
  expect(direct(list)).toEqual({ [deployer()]: ["IS_OWNER"] });
  expect(list.body.access_control_list).toContainEqual({
    group_name: "admins",
    all_permissions: [{ permission_level: "CAN_MANAGE", inherited: true, inherited_from_object: ["/sql/warehouses/"] }],
  });
});

test("PUT replaces the list, PATCH changes the named principals, and the owner stays", async () => {
  const id = await newWarehouse("changes");
  await change("PUT", id, [{ group_name: "data-scientists", permission_level: "CAN_USE" }]);
  const patched = await change("PATCH", id, [{ user_name: ENGINEER, permission_level: "CAN_MANAGE" }]);
  expect(direct(patched)).toEqual({
    [deployer()]: ["IS_OWNER"],
    "data-scientists": ["CAN_USE"],
    [ENGINEER]: ["CAN_MANAGE"],
  });
  const replaced = await change("PUT", id, [{ user_name: ENGINEER, permission_level: "CAN_VIEW" }]);
  expect(direct(replaced)).toEqual({ [deployer()]: ["IS_OWNER"], [ENGINEER]: ["CAN_VIEW"] });
});

test("of a principal that is named twice the last level counts, however it is named", async () => {
  const id = await newWarehouse("twice");
  const list = await change("PUT", id, [
    { user_name: deployer(), permission_level: "CAN_MANAGE" },
    { service_principal_name: deployer(), permission_level: "IS_OWNER" },
    { user_name: ENGINEER, permission_level: "CAN_MANAGE" },
    { user_name: ENGINEER, permission_level: "CAN_USE" },
  ]);
  expect(direct(list)).toEqual({ [deployer()]: ["IS_OWNER"], [ENGINEER]: ["CAN_USE"] });
});

describe("a job's list", () => {
  const onlyOne = { status: 400, body: { message: "The job must have exactly one owner." } };
  let job: string;
  const given = (method: "PUT" | "PATCH", ...levels: [string, string][]): Promise<TestResponse> => {
    const entries = levels.map(([user_name, permission_level]) => ({ user_name, permission_level }));
    return call(method, `/api/2.0/permissions/jobs/${job}`, { access_control_list: entries });
  };

  beforeEach(async () => {
    job = String((await call("POST", "/api/2.2/jobs/create", { name: "listed" })).body.job_id);
  });

  test("names its owner", async () => {
    expect(await given("PUT", [ENGINEER, "CAN_VIEW"])).toMatchObject(onlyOne);
    expect(await given("PUT")).toMatchObject(onlyOne);
    expect(await given("PUT", [ENGINEER, "IS_OWNER"], [SCIENTIST, "IS_OWNER"])).toMatchObject(onlyOne);
    expect(await given("PUT", [deployer(), "IS_OWNER"], [deployer(), "CAN_MANAGE"])).toMatchObject(onlyOne);
    expect(await given("PATCH", [deployer(), "CAN_MANAGE"])).toMatchObject(onlyOne);
    expect(direct(await given("PUT", [deployer(), "IS_OWNER"], [ENGINEER, "CAN_VIEW"]))).toEqual({
      [deployer()]: ["IS_OWNER"],
      [ENGINEER]: ["CAN_VIEW"],
    });
  });

  test("keeps its owner where others are changed, or a new one takes the place", async () => {
    expect(direct(await given("PATCH", [ENGINEER, "CAN_VIEW"]))).toEqual({
      [deployer()]: ["IS_OWNER"],
      [ENGINEER]: ["CAN_VIEW"],
    });
    expect(direct(await given("PATCH", [ENGINEER, "IS_OWNER"]))).toEqual({ [ENGINEER]: ["IS_OWNER"] });
  });
});

test("ownership passes on, by an admin only", async () => {
  const id = await newWarehouse("passed on");
  await change("PATCH", id, [{ user_name: ENGINEER, permission_level: "CAN_MANAGE" }]);
  expect((await change("PATCH", id, [{ user_name: ENGINEER, permission_level: "IS_OWNER" }], ENGINEER)).status).toBe(
    403,
  );
  const passed = await change("PATCH", id, [{ user_name: ENGINEER, permission_level: "IS_OWNER" }]);
  expect(direct(passed)).toEqual({ [ENGINEER]: ["IS_OWNER"] });
});

test("a group's members have what the group was given", async () => {
  const id = await newWarehouse("of a group");
  expect((await call("GET", `/api/2.0/sql/warehouses/${id}`, undefined, SCIENTIST)).status).toBe(403);
  await change("PATCH", id, [{ group_name: "data-scientists", permission_level: "CAN_VIEW" }]);
  expect((await call("GET", `/api/2.0/sql/warehouses/${id}`, undefined, SCIENTIST)).status).toBe(200);
});

test("only who manages an object changes its list", async () => {
  const id = await newWarehouse("managed");
  const give = (as: string): Promise<TestResponse> =>
    change("PATCH", id, [{ user_name: SCIENTIST, permission_level: "CAN_VIEW" }], as);
  await change("PATCH", id, [{ user_name: ENGINEER, permission_level: "CAN_MONITOR" }]);
  expect(await give(ENGINEER)).toMatchObject({ status: 403, body: { error_code: "PERMISSION_DENIED" } });
  await change("PATCH", id, [{ user_name: ENGINEER, permission_level: "CAN_MANAGE" }]);
  expect((await give(ENGINEER)).status).toBe(200);
});

test.each<[string, JsonObject, number, string]>([
  ["a level of other objects", { user_name: ENGINEER, permission_level: "CAN_RESTART" }, 400, "CAN_MONITOR"],
  [
    "a group that was not let in",
    { group_name: "ml-engineers", permission_level: "CAN_USE" },
    404,
    "GroupName(ml-engineers)",
  ],
  [
    "a user that there is not",
    { user_name: "nobody@lakestage.example", permission_level: "CAN_USE" },
    404,
    "UserName(nobody",
  ],
  ["a group as owner", { group_name: "data-scientists", permission_level: "IS_OWNER" }, 400, "can not be an owner"],
  ["less for admins", { group_name: "admins", permission_level: "CAN_USE" }, 400, "group 'admins'"],
  ["nobody", { permission_level: "CAN_USE" }, 400, "Exactly one of"],
])("%s is refused", async (name, entry, status, message) => {
  const id = await newWarehouse(`refused: ${name}`);
  const refused = await change("PATCH", id, [entry]);
  expect(refused.status).toBe(status);
  expect(refused.body.message).toContain(message);
});

test("the root directory inherits from nothing: its list names the admins, and always does", async () => {
  const path = "/api/2.0/permissions/directories/0";
  const admins = { group_name: "admins", permission_level: "CAN_MANAGE" };
  const shown = {
    group_name: "admins",
    all_permissions: [{ permission_level: "CAN_MANAGE", inherited: false }],
  };
  expect((await call("GET", path)).body.access_control_list).toEqual([shown]);
  const refused = await call("PUT", path, { access_control_list: [] });
  expect(refused.body.message).toBe("Cannot change permissions for group 'admins' to None.");
  const set = await call("PUT", path, { access_control_list: [admins] });
  expect([set.status, set.body.access_control_list]).toEqual([200, [shown]]);
});

test("each kind of object says which levels it has", async () => {
  const id = await newWarehouse("levels");
  const { body } = await call("GET", `/api/2.0/permissions/warehouses/${id}/permissionLevels`);
  expect((body.permission_levels as JsonObject[]).map((each) => each.permission_level)).toEqual([
    "CAN_VIEW",
    "CAN_USE",
    "CAN_MONITOR",
    "CAN_MANAGE",
    "IS_OWNER",
  ]);
});

test("what does not exist has no permissions", async () => {
  expect((await call("GET", "/api/2.0/permissions/cluster-policies/none")).status).toBe(404);
  expect((await call("GET", "/api/2.0/permissions/nothings/1")).status).toBe(400);
});
