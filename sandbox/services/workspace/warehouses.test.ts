import type { JsonObject } from "../../control-plane";
import { type TestResponse, TestSandbox, type TestWorkspace } from "../../testing/sandbox";

let sandbox: TestSandbox;
let dev: TestWorkspace;

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  dev = await sandbox.workspace("dev", { everybodyIsIn: true });
});
afterAll(() => sandbox.stop());

const SCIENTIST = "data.scientist@lakestage.example";
const PATH = "/api/2.0/sql/warehouses";

const call = (method: string, path: string, body?: JsonObject, as?: string): Promise<TestResponse> =>
  sandbox.call(dev.address, method, path, { ...(body ? { body } : {}), ...(as ? { as } : {}) });

async function created(name: string, settings: JsonObject = {}): Promise<string> {
  const { status, body } = await call("POST", PATH, { name, cluster_size: "Small", ...settings });
  expect(status).toBe(200);
  return `${PATH}/${body.id}`;
}

const stateOf = async (warehouse: string): Promise<unknown> => (await call("GET", warehouse)).body.state;

test("a warehouse has the service's defaults where nothing was set", async () => {
  const { body } = await call("GET", await created("defaults"));
  expect(body).toMatchObject({
    auto_stop_mins: 120,
    min_num_clusters: 1,
    max_num_clusters: 1,
    enable_photon: true,
    spot_instance_policy: "COST_OPTIMIZED",
    channel: { name: "CHANNEL_NAME_CURRENT" },
    creator_name: sandbox.controlPlane.directory.principal(sandbox.idOf("lakestage-deployer"))?.name,
  });
  expect(body.odbc_params).toMatchObject({
    hostname: "127.0.0.1",
    port: dev.port,
    path: `/sql/1.0/warehouses/${body.id}`,
  });
});

test("every setting comes back, also after an edit", async () => {
  const settings = {
    cluster_size: "2X-Small",
    auto_stop_mins: 5,
    min_num_clusters: 2,
    max_num_clusters: 3,
    warehouse_type: "PRO",
    enable_photon: false,
    enable_serverless_compute: true,
    spot_instance_policy: "RELIABILITY_OPTIMIZED",
    channel: { name: "CHANNEL_NAME_PREVIEW" },
    tags: { custom_tags: [{ key: "environment", value: "dev" }] },
  };
  const warehouse = await created("settings", settings);
  expect((await call("GET", warehouse)).body).toMatchObject(settings);
  expect((await call("POST", `${warehouse}/edit`, { name: "renamed", auto_stop_mins: 0 })).status).toBe(200);
  expect((await call("GET", warehouse)).body).toMatchObject({ ...settings, name: "renamed", auto_stop_mins: 0 });
});

test("a warehouse starts, stops and starts again", async () => {
  const clock = jest.spyOn(Date, "now").mockReturnValue(Date.now());
  const twoSecondsLater = (): void => void clock.mockReturnValue(Date.now() + 2000);
  const warehouse = await created("cycle");
  expect(await stateOf(warehouse)).toBe("STARTING");
  twoSecondsLater();
  expect(await stateOf(warehouse)).toBe("RUNNING");

  await call("POST", `${warehouse}/stop`);
  expect(await stateOf(warehouse)).toBe("STOPPING");
  expect(await call("POST", `${warehouse}/start`)).toMatchObject({
    status: 400,
    body: { error_code: "INVALID_STATE" },
  });
  twoSecondsLater();
  expect(await stateOf(warehouse)).toBe("STOPPED");

  await call("POST", `${warehouse}/start`);
  expect(await stateOf(warehouse)).toBe("STARTING");
  clock.mockRestore();
});

test.each<[string, JsonObject, string]>([
  ["a size that is none", { cluster_size: "Huge" }, "2X-Small"],
  ["no size", { cluster_size: "" }, "2X-Small"],
  ["too short an auto-stop", { auto_stop_mins: 9 }, "at least 10"],
  ["more clusters at least than at most", { min_num_clusters: 3, max_num_clusters: 2 }, "max_num_clusters"],
  ["too many clusters", { max_num_clusters: 41 }, "1 to 40"],
  ["serverless that is not PRO", { enable_serverless_compute: true, warehouse_type: "CLASSIC" }, "PRO"],
  ["a tag twice", { tags: { custom_tags: [{ key: "a" }, { key: "a" }] } }, "'a' is given twice"],
  ["a name of 100 characters", { name: "n".repeat(100) }, "1 to 99 characters"],
])("%s is refused", async (name, settings, message) => {
  const { status, body } = await call("POST", PATH, { name, cluster_size: "Small", ...settings });
  expect(status).toBe(400);
  expect(body).toMatchObject({ error_code: "INVALID_PARAMETER_VALUE", message: expect.stringContaining(message) });
});

test("a name is taken once", async () => {
  await created("taken");
  const { status, body } = await call("POST", PATH, { name: "taken", cluster_size: "Small" });
  expect(status).toBe(400);
  expect(body.message).toContain("already exists");
});

test("who was given nothing on a warehouse neither sees nor starts it", async () => {
  const warehouse = await created("private");
  expect((await call("GET", warehouse, undefined, SCIENTIST)).status).toBe(403);
  expect((await call("POST", `${warehouse}/start`, undefined, SCIENTIST)).status).toBe(403);
  const { body } = await call("GET", PATH, undefined, SCIENTIST);
  expect(body.warehouses).toEqual([]);
});

test("CAN_USE starts a warehouse, and neither stops, edits nor deletes it", async () => {
  const warehouse = await created("usable");
  const id = warehouse.split("/").at(-1);
  await call("PATCH", `/api/2.0/permissions/warehouses/${id}`, {
    access_control_list: [{ user_name: SCIENTIST, permission_level: "CAN_USE" }],
  });
  expect((await call("POST", `${warehouse}/start`, undefined, SCIENTIST)).status).toBe(200);
  const attempts: [string, string, JsonObject?][] = [
    ["POST", `${warehouse}/stop`],
    ["POST", `${warehouse}/edit`, { name: "x" }],
    ["DELETE", warehouse],
  ];
  for (const [method, path, body] of attempts) {
    expect(await call(method, path, body, SCIENTIST)).toMatchObject({
      status: 403,
      body: { error_code: "PERMISSION_DENIED" },
    });
  }
});

test("a list leaves out what the caller only looks at, where that is asked for", async () => {
  const ids = [(await created("looked-at")).split("/").at(-1), (await created("used")).split("/").at(-1)];
  for (const [index, permission_level] of ["CAN_VIEW", "CAN_USE"].entries()) {
    await call("PATCH", `/api/2.0/permissions/sql/warehouses/${ids[index]}`, {
      access_control_list: [{ user_name: SCIENTIST, permission_level }],
    });
  }
  const listed = async (query: string): Promise<unknown[]> => {
    const { body } = await call("GET", `${PATH}${query}`, undefined, SCIENTIST);
    return (body.warehouses as JsonObject[])
      .map(({ id }) => id)
      .filter((id) => ids.includes(String(id)))
      .sort();
  };
  expect(await listed("")).toEqual([...ids].sort());
  expect(await listed("?skip_cannot_use=true")).toEqual([ids[1]]);
});

test("who may not make compute makes no warehouse", async () => {
  const { status, body } = await call("POST", PATH, { name: "mine", cluster_size: "Small" }, SCIENTIST);
  expect(status).toBe(403);
  expect(body.message).toContain("allow-cluster-create");
});

test("a deleted warehouse is gone, with its permissions and its data source", async () => {
  const warehouse = await created("deleted");
  const id = warehouse.split("/").at(-1);
  const sources = async (): Promise<unknown[]> => {
    const { body } = await call("GET", "/api/2.0/preview/sql/data_sources");
    return (body as unknown as JsonObject[]).map((source) => source.warehouse_id);
  };
  expect(await sources()).toContain(id);
  expect((await call("DELETE", warehouse)).status).toBe(200);
  expect((await call("GET", warehouse)).status).toBe(404);
  expect((await call("GET", `/api/2.0/permissions/warehouses/${id}`)).status).toBe(404);
  expect(await sources()).not.toContain(id);
});

test("warehouses are listed page by page", async () => {
  const names: unknown[] = [];
  let token: unknown = "";
  do {
    const query: string = token ? `&page_token=${token}` : "";
    const { body } = await call("GET", `${PATH}?page_size=2${query}`);
    names.push(...(body.warehouses as JsonObject[]).map(({ name }) => name));
    token = body.next_page_token;
  } while (token);
  const all = (await call("GET", PATH)).body.warehouses as JsonObject[];
  expect(names).toEqual(all.map(({ name }) => name));
});

test("the workspace's warehouse configuration comes back, to admins", async () => {
  const config = { security_policy: "DATA_ACCESS_CONTROL", data_access_config: [{ key: "a", value: "b" }] };
  const path = "/api/2.0/sql/config/warehouses";
  expect((await call("PUT", path, config)).status).toBe(200);
  expect((await call("GET", path)).body).toMatchObject(config);
  expect((await call("GET", path, undefined, SCIENTIST)).status).toBe(403);
});
