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
  sandbox.call(dev.address, method, `/api/2.0/apps${path}`, { ...(body ? { body } : {}), ...(as ? { as } : {}) });

const stateOf = async (name: string): Promise<unknown> =>
  ((await call("GET", `/${name}`)).body.compute_status as JsonObject).state;

async function reached(name: string, state: string): Promise<void> {
  for (let attempt = 0; attempt < 30 && (await stateOf(name)) !== state; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(await stateOf(name)).toBe(state);
}

test("an app starts, takes its code, and stops without it", async () => {
  const { body } = await call("POST", "?no_compute=true", { name: "one", description: "first" });
  expect(body).toMatchObject({ name: "one", description: "first", compute_size: "MEDIUM" });
  const code = { source_code_path: "/Workspace/Shared/one", env_vars: [{ name: "KEY", value: "secret" }] };
  expect((await call("POST", "/one/deployments", code)).body.error_code).toBe("INVALID_STATE");
  await call("POST", "/one/start");
  await reached("one", "ACTIVE");
  const { deployment_id: id } = (await call("POST", "/one/deployments", code)).body;
  const app = await call("GET", "/one");
  expect(app.body).toMatchObject({
    default_source_code_path: "/Workspace/Shared/one",
    active_deployment: { deployment_id: id, status: { state: "SUCCEEDED" } },
    app_status: { state: "RUNNING" },
  });
  expect(JSON.stringify(app.body)).not.toContain("secret");
  await call("POST", "/one/stop");
  await reached("one", "STOPPED");
  expect((await call("GET", "/one")).body).not.toHaveProperty("active_deployment");
});

test("an update changes what its mask names, and the rest stays", async () => {
  await call("POST", "?no_compute=true", { name: "two", description: "first", compute_size: "LARGE" });
  await call("POST", "/two/update", { app: { name: "two", description: "second" }, update_mask: "description" });
  expect((await call("GET", "/two")).body).toMatchObject({ description: "second", compute_size: "LARGE" });
  const refused = await call("POST", "/two/update", { app: { name: "two" }, update_mask: "name" });
  expect(refused.status).toBe(400);
});

test("a name is taken once, and is one that an address can have", async () => {
  await call("POST", "?no_compute=true", { name: "taken" });
  expect((await call("POST", "", { name: "taken" })).status).toBe(409);
  expect((await call("POST", "", { name: "Not_One" })).status).toBe(400);
});

test("who was given nothing neither sees nor stops an app, which leaves nothing when it is deleted", async () => {
  const before = sandbox.store.inventory();
  await call("POST", "?no_compute=true", { name: "private" });
  expect((await call("GET", "/private", undefined, SCIENTIST)).status).toBe(403);
  expect((await call("POST", "/private/stop", undefined, SCIENTIST)).status).toBe(403);
  expect((await call("GET", "", undefined, SCIENTIST)).body.apps).toEqual([]);
  await call("DELETE", "/private");
  expect((await call("GET", "/private")).status).toBe(404);
  expect(sandbox.store.inventory()).toEqual(before);
});
