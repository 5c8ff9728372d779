import type { JsonObject } from "../../control-plane";
import { type TestResponse, TestSandbox, type TestWorkspace } from "../../testing/sandbox";

let sandbox: TestSandbox;
let dev: TestWorkspace;
let space: JsonObject;

beforeAll(async () => {
  sandbox = await TestSandbox.start();
  dev = await sandbox.workspace("dev", { everybodyIsIn: true });
  const { body } = await sandbox.call(dev.address, "POST", "/api/2.0/sql/warehouses", {
    body: { name: "w", cluster_size: "Small" },
  });
  space = { title: "one", warehouse_id: String(body.id), serialized_space: '{"version":1}', parent_path: "/Shared" };
});
afterAll(() => sandbox.stop());

const SCIENTIST = "data.scientist@lakestage.example";

const call = (method: string, path = "", body?: JsonObject, as?: string): Promise<TestResponse> =>
  sandbox.call(dev.address, method, `/api/2.0/genie/spaces${path}`, {
    ...(body ? { body } : {}),
    ...(as ? { as } : {}),
  });

test("a space is kept in the service's own form, whose mark changes with it alone", async () => {
  const { space_id: id, etag } = (await call("POST", "", { ...space, parent_path: "/Workspace/Shared" })).body;
  const whole = async (): Promise<JsonObject> => (await call("GET", `/${id}?include_serialized_space=true`)).body;
  expect(await whole()).toMatchObject({
    parent_path: "/Shared",
    serialized_space: '{"version":2,"data_sources":{}}',
    etag,
  });
  expect((await call("GET", `/${id}`)).body).not.toHaveProperty("etag");
  await call("PATCH", `/${id}`, { title: "two" });
  expect(await whole()).toMatchObject({ title: "two", etag });
  await call("PATCH", `/${id}`, { serialized_space: '{"version":2,"data_sources":{"tables":[]}}' });
  expect((await whole()).etag).not.toBe(etag);
  expect((await call("PATCH", `/${id}`, { title: "three", etag: String(etag) })).status).toBe(409);
});

test.each<[string, JsonObject]>([
  ["a directory that is not there", { parent_path: "/Shared/none" }],
  ["a definition that is none", { serialized_space: "x" }],
  ["a warehouse that is not there", { warehouse_id: "none" }],
])("%s is refused", async (_, change) => {
  expect((await call("POST", "", { ...space, ...change })).status).toBe(400);
});

test("who was given nothing sees no space, and a trashed one leaves nothing", async () => {
  const before = sandbox.store.inventory();
  const { space_id: id } = (await call("POST", "", space)).body;
  expect((await call("GET", `/${id}`, undefined, SCIENTIST)).status).toBe(403);
  expect((await call("GET", "", undefined, SCIENTIST)).body.spaces).toEqual([]);
  await call("DELETE", `/${id}`);
  expect((await call("GET", `/${id}`)).status).toBe(404);
  expect(sandbox.store.inventory()).toEqual(before);
});
