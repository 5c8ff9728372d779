import type { JsonObject } from "../../control-plane";
import { CLUSTER, SCIENTIST, TestJobs } from "../../testing/jobs";

let jobs: TestJobs;

beforeAll(async () => {
  jobs = await TestJobs.start();
});
afterAll(() => jobs.stop());

const clusters = (operation: string, body: JsonObject, as?: string): Promise<{ status: number; body: JsonObject }> =>
  jobs.call("POST", `/api/2.1/clusters/${operation}`, body, as);
const get = (id: unknown): Promise<JsonObject> => jobs.ok("GET", `/api/2.1/clusters/get?cluster_id=${id}`);

async function started(changes: JsonObject = {}): Promise<string> {
  const { cluster_id: id } = await jobs.ok("POST", "/api/2.1/clusters/create", { ...CLUSTER, ...changes });
  return String(id);
}

async function reached(id: string, state: string): Promise<JsonObject> {
  for (let attempt = 0; attempt < 30; attempt++) {
    const cluster = await get(id);
    if (cluster.state === state) return cluster;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`cluster ${id} never was ${state}`);
}

test("a cluster starts, ends, starts again, and is gone when it is deleted for good", async () => {
  const id = await started({ cluster_name: "one" });
  expect(await get(id)).toMatchObject({ state: "PENDING", cluster_source: "API", cluster_name: "one", spec: CLUSTER });
  await reached(id, "RUNNING");
  expect((await clusters("start", { cluster_id: id })).body.error_code).toBe("INVALID_STATE");
  await clusters("delete", { cluster_id: id });
  expect(await reached(id, "TERMINATED")).toMatchObject({ termination_reason: { code: "USER_REQUEST" } });
  await clusters("start", { cluster_id: id });
  await reached(id, "RUNNING");
  await clusters("resize", { cluster_id: id, num_workers: 3 });
  expect(await get(id)).toMatchObject({ num_workers: 3 });
  await clusters("permanent-delete", { cluster_id: id });
  expect((await jobs.call("GET", `/api/2.1/clusters/get?cluster_id=${id}`)).body).toMatchObject({
    error_code: "INVALID_PARAMETER_VALUE",
    message: `Cluster ${id} does not exist`,
  });
});

test("an edited cluster that runs is restarted, and follows the policy that it has", async () => {
  const policy = await jobs.policy("for people", { "custom_tags.team": { type: "fixed", value: "ml" } });
  const id = await started();
  await reached(id, "RUNNING");
  await clusters("edit", { ...CLUSTER, cluster_id: id, policy_id: policy });
  expect(await get(id)).toMatchObject({ state: "RESTARTING", custom_tags: { team: "ml" } });
  const refused = await clusters("create", { ...CLUSTER, policy_id: policy, custom_tags: { team: "other" } });
  expect(refused.status).toBe(400);
});

test("a list has what the caller may see, and what a filter leaves", async () => {
  const id = await started({ cluster_name: "listed" });
  const listed = async (query: string, as?: string): Promise<unknown[]> => {
    const { body } = await jobs.call("GET", `/api/2.1/clusters/list${query}`, undefined, as);
    return (body.clusters as JsonObject[]).map(({ cluster_id }) => cluster_id);
  };
  expect(await listed("")).toContain(id);
  expect(await listed("?filter_by.is_pinned=true")).not.toContain(id);
  await clusters("pin", { cluster_id: id });
  expect(await listed("?filter_by.is_pinned=true")).toEqual([id]);
  expect(await listed("", SCIENTIST)).toEqual([]);
  await jobs.ok("PATCH", `/api/2.0/permissions/clusters/${id}`, {
    access_control_list: [{ user_name: SCIENTIST, permission_level: "CAN_ATTACH_TO" }],
  });
  expect(await listed("", SCIENTIST)).toEqual([id]);
  expect((await clusters("delete", { cluster_id: id }, SCIENTIST)).status).toBe(403);
  expect((await clusters("create", CLUSTER, SCIENTIST)).status).toBe(403);
});

test("a pool comes back as it was made, changes, and is gone", async () => {
  const pools = (operation: string, body: JsonObject): Promise<{ status: number; body: JsonObject }> =>
    jobs.call("POST", `/api/2.0/instance-pools/${operation}`, body);
  const made = { instance_pool_name: "pool", node_type_id: "Standard_D4ds_v5", min_idle_instances: 1, max_capacity: 4 };
  const { instance_pool_id: id } = (await pools("create", made)).body;
  const path = `/api/2.0/instance-pools/get?instance_pool_id=${id}`;
  expect(await jobs.ok("GET", path)).toMatchObject({ ...made, state: "ACTIVE", stats: { used_count: 0 } });
  expect((await pools("create", made)).status).toBe(400);
  expect((await pools("edit", { ...made, instance_pool_id: String(id), max_capacity: 0 })).status).toBe(400);
  await pools("edit", { ...made, instance_pool_id: String(id), max_capacity: 8 });
  expect(await jobs.ok("GET", path)).toMatchObject({ max_capacity: 8, min_idle_instances: 1 });
  const lists = (as?: string) => jobs.call("GET", "/api/2.0/instance-pools/list", undefined, as);
  expect((await lists()).body.instance_pools).toMatchObject([{ instance_pool_id: id }]);
  expect((await lists(SCIENTIST)).body.instance_pools).toEqual([]);
  await pools("delete", { instance_pool_id: String(id) });
  expect((await jobs.call("GET", path)).status).toBe(400);
});

test("libraries are installed while a cluster runs, and gone when it starts again without them", async () => {
  const id = await started();
  await reached(id, "RUNNING");
  const [pypi, whl] = [{ pypi: { package: "tabulate" } }, { whl: "/Volumes/main/default/files/a-1-py3-none-any.whl" }];
  const libraries = (operation: string, body: JsonObject, as?: string) =>
    jobs.call("POST", `/api/2.0/libraries/${operation}`, body, as);
  const statuses = async (): Promise<unknown> => {
    const { library_statuses: shown } = await jobs.ok("GET", `/api/2.0/libraries/cluster-status?cluster_id=${id}`);
    return (shown as JsonObject[]).map(({ library, status }) => [library, status]);
  };
  expect(await libraries("install", { cluster_id: id, libraries: [pypi, whl, pypi] })).toMatchObject({ status: 200 });
  expect(await statuses()).toEqual([
    [pypi, "INSTALLED"],
    [whl, "INSTALLED"],
  ]);
  await libraries("uninstall", { cluster_id: id, libraries: [whl] });
  expect(await statuses()).toEqual([
    [pypi, "INSTALLED"],
    [whl, "UNINSTALL_ON_RESTART"],
  ]);
  expect((await jobs.ok("GET", "/api/2.0/libraries/all-cluster-statuses")).statuses).toContainEqual(
    expect.objectContaining({ cluster_id: id }),
  );
  await clusters("delete", { cluster_id: id });
  await reached(id, "TERMINATED");
  expect(await statuses()).toEqual([[pypi, "PENDING"]]);
  await libraries("uninstall", { cluster_id: id, libraries: [pypi] });
  expect(await statuses()).toEqual([]);
  expect((await libraries("install", { cluster_id: id, libraries: [{}] })).status).toBe(400);
  expect((await libraries("install", { cluster_id: id, libraries: [pypi] }, SCIENTIST)).status).toBe(403);
});
