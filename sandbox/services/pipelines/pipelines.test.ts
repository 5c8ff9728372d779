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

const call = (method: string, path = "", body?: JsonObject, as?: string): Promise<TestResponse> =>
  sandbox.call(dev.address, method, `/api/2.0/pipelines${path}`, { ...(body ? { body } : {}), ...(as ? { as } : {}) });

test("a pipeline comes back as it was made, is replaced, and is gone", async () => {
  const made = { name: "one", catalog: "main", schema: "s", serverless: true, configuration: { a: "1" } };
  const { pipeline_id: id } = (await call("POST", "", made)).body;
  expect((await call("GET", `/${id}`)).body).toMatchObject({ pipeline_id: id, name: "one", state: "IDLE", spec: made });
  await call("PUT", `/${id}`, { name: "two" });
  const { spec } = (await call("GET", `/${id}`)).body;
  expect(spec).toEqual({ id, name: "two", storage: `dbfs:/pipelines/${id}` });
  await call("DELETE", `/${id}`);
  expect(await call("GET", `/${id}`)).toMatchObject({
    status: 404,
    body: { message: `The specified pipeline ${id} was not found.` },
  });
});

test.each<[string, JsonObject, number]>([
  ["a name that another has", { name: "taken" }, 409],
  ["no name", {}, 400],
  ["a target with a dot", { name: "x", target: "a.b" }, 400],
  ["clusters on serverless compute", { name: "x", serverless: true, clusters: [{ num_workers: 1 }] }, 400],
])("%s is refused", async (_, pipeline, status) => {
  await call("POST", "", { name: "taken" });
  expect((await call("POST", "", pipeline)).status).toBe(status);
});

test("a list has what the caller may see and the filter takes", async () => {
  const { pipeline_id: id } = (await call("POST", "", { name: "nightly load" })).body;
  const names = async (filter: string, as?: string): Promise<unknown[]> => {
    const { body } = await call("GET", `?filter=${encodeURIComponent(filter)}`, undefined, as);
    return (body.statuses as JsonObject[]).map(({ name }) => name);
  };
  expect(await names("name LIKE '%nightly%'")).toEqual(["nightly load"]);
  expect(await names("name LIKE 'load%'")).toEqual([]);
  expect(await names("name LIKE '%nightly%'", SCIENTIST)).toEqual([]);
  expect((await call("GET", `/${id}`, undefined, SCIENTIST)).status).toBe(403);
});

test("an update is complete at once, and is remembered", async () => {
  const { pipeline_id: id } = (await call("POST", "", { name: "updated" })).body;
  const { update_id: update } = (await call("POST", `/${id}/updates`, { full_refresh: true })).body;
  expect((await call("GET", `/${id}/updates/${update}`)).body).toMatchObject({
    update: { update_id: update, state: "COMPLETED", full_refresh: true },
  });
  expect((await call("GET", `/${id}`)).body).toMatchObject({ latest_updates: [{ update_id: update }] });
  expect((await call("POST", `/${id}/updates`, {}, SCIENTIST)).status).toBe(403);
});

test("a pipeline runs as somebody else by the same rules as a job, and calls them as the account does", async () => {
  const runner = { service_principal_name: "8e4b2d6c-9f1a-4b3c-a5d7-e6f8091a2b01" };
  expect(await call("POST", "", { name: "as the deployer", run_as: runner }, SCIENTIST)).toMatchObject({
    status: 403,
    body: { error_code: "PERMISSION_DENIED" },
  });
  const own = { name: "as themself", run_as: { user_name: SCIENTIST.toUpperCase() } };
  const { status, body } = await call("POST", "", own, SCIENTIST);
  expect(status).toBe(200);
  const run_as = { user_name: SCIENTIST };
  expect((await call("GET", `/${body.pipeline_id}`)).body).toMatchObject({ run_as, run_as_user_name: SCIENTIST });
  expect((await call("PUT", `/${body.pipeline_id}`, { name: "renamed" }, SCIENTIST)).status).toBe(200);
  expect((await call("GET", `/${body.pipeline_id}`)).body).toMatchObject({ name: "renamed", run_as });
  expect((await call("PUT", `/${body.pipeline_id}`, { name: "renamed", run_as: runner }, SCIENTIST)).status).toBe(403);
});
