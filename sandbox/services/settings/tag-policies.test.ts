import type { JsonObject } from "../../control-plane";
import { type TestResponse, TestSandbox, type TestWorkspace } from "../../testing/sandbox";

const SCIENTIST = "data.scientist@lakestage.example";

let sandbox: TestSandbox;
let dev: TestWorkspace;

beforeEach(async () => {
  sandbox = await TestSandbox.start();
  dev = await sandbox.workspace("dev", { everybodyIsIn: true });
});
afterEach(() => sandbox.stop());

const call = (method: string, path: string, body?: JsonObject, as?: string): Promise<TestResponse> =>
  sandbox.call(dev.address, method, `/api/2.1/tag-policies${path}`, {
    ...(body ? { body } : {}),
    ...(as ? { as } : {}),
  });

test("a policy is made, changed by its mask, listed and deleted", async () => {
  const given = { tag_key: "cost_center", description: "who pays", values: [{ name: "sales" }, { name: "hr" }] };
  const made = await call("POST", "", given);
  expect(made).toMatchObject({ status: 200, body: { ...given, id: expect.any(String) } });
  expect((await call("POST", "", given)).body.error_code).toBe("RESOURCE_ALREADY_EXISTS");

  const changed = { tag_key: "cost_center", description: "not this", values: [{ name: "it" }] };
  await call("PATCH", "/cost_center?update_mask=values", changed);
  const now = { ...given, values: [{ name: "it" }] };
  expect((await call("GET", "/cost_center", undefined, SCIENTIST)).body).toMatchObject(now);
  expect((await call("GET", "")).body.tag_policies).toMatchObject([now]);
  await call("DELETE", "/cost_center");
  expect((await call("GET", "/cost_center")).status).toBe(404);
});

test("a key and values that can not be are refused, and so is whoever is no account admin", async () => {
  expect((await call("POST", "", { tag_key: "cost.center" })).status).toBe(400);
  expect((await call("POST", "", { tag_key: "twice", values: [{ name: "a" }, { name: "a" }] })).status).toBe(400);
  expect((await call("POST", "", { tag_key: "mine" }, SCIENTIST)).status).toBe(403);
});
