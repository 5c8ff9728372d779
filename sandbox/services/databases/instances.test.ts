import { TestDatabases } from "../../testing/databases";
import { TestSandbox } from "../../testing/sandbox";
import { type DatabaseInstance, stateAt } from "./instance";

const SCIENTIST = "data.scientist@lakestage.example";
const INSTANCES = "/database/instances";

describe("database instances", () => {
  let sandbox: TestSandbox;
  let databases: TestDatabases;

  beforeEach(async () => {
    sandbox = await TestSandbox.start();
    databases = await TestDatabases.in(sandbox);
  });
  afterEach(() => sandbox.stop());

  test("one that is given only a name has the service's defaults", async () => {
    await databases.ok("POST", INSTANCES, { name: "features" });
    const body = await databases.ok("GET", `${INSTANCES}/features`);
    expect(body).toMatchObject({
      name: "features",
      effective_capacity: "CU_2",
      effective_custom_tags: [],
      effective_enable_pg_native_login: false,
      effective_enable_readable_secondaries: false,
      effective_node_count: 1,
      effective_retention_window_in_days: 7,
      effective_stopped: false,
      state: "STARTING",
    });
    expect(body.read_write_dns).toBe(`instance-${body.uid}.database.azuredatabricks.net`);
    expect(await databases.ok("GET", `${INSTANCES}:findByUid?uid=${body.uid}`)).toMatchObject({ name: "features" });
  });

  test("settings come back as effective ones, tags in the answer to the change besides", async () => {
    const settings = {
      capacity: "CU_4",
      node_count: 2,
      enable_readable_secondaries: true,
      retention_window_in_days: 14,
    };
    const custom_tags = [{ key: "team", value: "pricing" }];
    const created = await databases.ok("POST", INSTANCES, { name: "features", ...settings, custom_tags });
    expect(created.custom_tags).toEqual(custom_tags);
    const body = await databases.ok("GET", `${INSTANCES}/features`);
    expect(body).toMatchObject({
      capacity: "CU_4",
      effective_custom_tags: custom_tags,
      effective_node_count: 2,
      effective_enable_readable_secondaries: true,
      effective_retention_window_in_days: 14,
    });
    expect(body).not.toHaveProperty("custom_tags");
    expect(body).not.toHaveProperty("node_count");
  });

  test("an update changes what its mask names; what it leaves out of that gets its default", async () => {
    await databases.ok("POST", INSTANCES, { name: "features", capacity: "CU_1", node_count: 2 });
    const path = `${INSTANCES}/features`;
    await databases.ok("PATCH", `${path}?update_mask=capacity,stopped`, {
      name: "features",
      capacity: "CU_8",
      stopped: true,
      node_count: 3,
    });
    expect(await databases.ok("GET", path)).toMatchObject({
      capacity: "CU_8",
      effective_node_count: 2,
      state: "STOPPED",
    });
    await databases.ok("PATCH", `${path}?update_mask=node_count,stopped`, { name: "features" });
    expect(await databases.ok("GET", path)).toMatchObject({ effective_node_count: 1, state: "STARTING" });
    expect((await databases.call("PATCH", `${path}?update_mask=uid`, { name: "features" })).status).toBe(400);
  });

  test("an instance starts and changes for a second", () => {
    const instance = { settings: {}, changing: "UPDATING", changedAt: 5000 } as DatabaseInstance;
    expect([5999, 6000].map((now) => stateAt(instance, now))).toEqual(["UPDATING", "AVAILABLE"]);
    expect(stateAt({ ...instance, settings: { stopped: true } }, 5999)).toBe("STOPPED");
  });

  test.each([
    [{ name: "9-lives" }, /letters, digits and hyphens/],
    [{ name: "x".repeat(64) }, /1 to 63/],
    [{ capacity: "CU_3" }, "capacity must be one of CU_1, CU_2, CU_4, CU_8, got 'CU_3'."],
    [{ node_count: 0 }, /node_count must be at least 1/],
    [{ enable_readable_secondaries: true }, /needs a node_count of at least 2/],
    [{ retention_window_in_days: 1 }, "retention_window_in_days must be 2 to 35, got 1."],
    [{ retention_window_in_days: 36 }, "retention_window_in_days must be 2 to 35, got 36."],
    [{ custom_tags: [{ value: "x" }] }, /needs a key/],
    [{ custom_tags: [{ key: "a" }, { key: "a" }] }, /a key more than once/],
  ])("%j is refused", async (wrong, message) => {
    const answer = await databases.call("POST", INSTANCES, { name: "features", ...wrong });
    expect(answer).toMatchObject({ status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } });
    expect(answer.body.message).toMatch(message);
  });

  test("a name is given once", async () => {
    await databases.ok("POST", INSTANCES, { name: "features" });
    const answer = await databases.call("POST", INSTANCES, { name: "features" });
    expect(answer).toMatchObject({ status: 409, body: { error_code: "RESOURCE_ALREADY_EXISTS" } });
  });

  test("instances are listed in pages", async () => {
    for (const name of ["a", "b", "c"]) await databases.ok("POST", INSTANCES, { name });
    const first = await databases.ok("GET", `${INSTANCES}?page_size=2`);
    const second = await databases.ok("GET", `${INSTANCES}?page_size=2&page_token=${first.next_page_token}`);
    expect(first.database_instances).toMatchObject([{ name: "a" }, { name: "b" }]);
    expect(second).toMatchObject({ database_instances: [{ name: "c" }] });
    expect(second).not.toHaveProperty("next_page_token");
  });

  test("an instance with a branch is deleted only by force, and takes the branch with it", async () => {
    await databases.ok("POST", INSTANCES, { name: "features" });
    await databases.ok("POST", INSTANCES, { name: "branch", parent_instance_ref: { name: "features" } });
    expect(await databases.ok("GET", `${INSTANCES}/features`)).toMatchObject({
      child_instance_refs: [{ name: "branch" }],
    });
    expect((await databases.call("DELETE", `${INSTANCES}/features`)).body.error_code).toBe("FAILED_PRECONDITION");
    expect((await databases.call("DELETE", `${INSTANCES}/features?purge=false`)).status).toBe(400);
    await databases.ok("DELETE", `${INSTANCES}/features?force=true`);
    expect((await databases.call("GET", `${INSTANCES}/branch`)).status).toBe(404);
    expect(sandbox.store.inventory()["databases.instance"]).toBeUndefined();
  });

  test("instances go with their workspace", async () => {
    await databases.ok("POST", INSTANCES, { name: "features" });
    sandbox.forgetWorkspace(databases.unityCatalog.workspace.id);
    expect(await databases.ok("GET", INSTANCES)).toEqual({ database_instances: [] });
  });

  test("a data scientist sees instances, and neither makes, changes nor deletes one", async () => {
    expect((await databases.call("POST", INSTANCES, { name: "mine" }, SCIENTIST)).status).toBe(403);
    await databases.ok("POST", INSTANCES, { name: "features" });
    await databases.ok("PUT", "/permissions/database-instances/features", {
      access_control_list: [{ user_name: SCIENTIST, permission_level: "CAN_USE" }],
    });
    expect((await databases.call("GET", `${INSTANCES}/features`, undefined, SCIENTIST)).status).toBe(200);
    const path = `${INSTANCES}/features`;
    const refused = await Promise.all([
      databases.call("PATCH", `${path}?update_mask=stopped`, { name: "features", stopped: true }, SCIENTIST),
      databases.call("DELETE", path, undefined, SCIENTIST),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([403, 403]);
  });

  test("an online store is an instance with read replicas", async () => {
    const stores = "/feature-store/online-stores";
    await databases.ok("POST", stores, { name: "online", capacity: "CU_2", read_replica_count: 1 });
    expect(await databases.ok("GET", `${stores}/online`)).toMatchObject({ capacity: "CU_2", read_replica_count: 1 });
    expect(await databases.ok("GET", `${INSTANCES}/online`)).toMatchObject({
      effective_node_count: 2,
      effective_enable_readable_secondaries: true,
    });
    await databases.ok("PATCH", `${stores}/online?update_mask=capacity,read_replica_count`, {
      name: "online",
      capacity: "CU_4",
    });
    const body = await databases.ok("GET", `${stores}/online`);
    expect(body).toMatchObject({ capacity: "CU_4", state: "UPDATING" });
    expect(body).not.toHaveProperty("read_replica_count");
    expect((await databases.call("PATCH", `${stores}/online?update_mask=state`, body)).status).toBe(400);
    expect(await databases.ok("GET", stores)).toMatchObject({ online_stores: [{ name: "online" }] });
    await databases.ok("DELETE", `${stores}/online`);
    expect((await databases.call("GET", `${stores}/online`)).status).toBe(404);
  });
});
