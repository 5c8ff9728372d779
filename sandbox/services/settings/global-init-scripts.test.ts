import type { JsonObject } from "../../control-plane";
import { type TestResponse, TestSandbox, type TestWorkspace } from "../../testing/sandbox";

let sandbox: TestSandbox;
let dev: TestWorkspace;

beforeEach(async () => {
  sandbox = await TestSandbox.start();
  dev = await sandbox.workspace("dev", { everybodyIsIn: true });
});
afterEach(() => sandbox.stop());

const call = (method: string, id = "", body?: JsonObject, as?: string): Promise<TestResponse> =>
  sandbox.call(dev.address, method, `/api/2.0/global-init-scripts${id && `/${id}`}`, {
    ...(body ? { body } : {}),
    ...(as ? { as } : {}),
  });
const SCRIPT = Buffer.from("#!/bin/bash\necho hello\n").toString("base64");
const create = async (name: string, more: JsonObject = {}): Promise<string> =>
  String((await call("POST", "", { name, script: SCRIPT, ...more })).body.script_id);
const names = async (): Promise<unknown[]> =>
  ((await call("GET")).body.scripts as JsonObject[]).map(({ name, position }) => `${position}:${name}`);

test("a script is kept with who made it, off unless said otherwise, and listed without its text", async () => {
  const id = await create("first");
  const expected = { script_id: id, name: "first", enabled: false, position: 0, created_by: expect.any(String) };
  expect((await call("GET", id)).body).toMatchObject({ ...expected, script: SCRIPT });
  const [listed] = (await call("GET")).body.scripts as JsonObject[];
  expect(listed).toMatchObject(expected);
  expect(listed).not.toHaveProperty("script");
});

test("scripts run in their order, in which each takes its place among the others", async () => {
  await create("a");
  await create("b");
  const c = await create("c", { position: 0 });
  expect(await names()).toEqual(["0:c", "1:a", "2:b"]);
  await call("PATCH", c, { name: "c", script: SCRIPT, position: 9, enabled: true });
  expect(await names()).toEqual(["0:a", "1:b", "2:c"]);
  await call("PATCH", c, { name: "d", script: SCRIPT });
  expect((await call("GET", c)).body).toMatchObject({ name: "d", enabled: true, position: 2 });
  await call("DELETE", c);
  expect(await names()).toEqual(["0:a", "1:b"]);
  expect((await call("GET", c)).status).toBe(404);
});

test("what is no script in Base64, too long, or named as another is refused", async () => {
  await create("taken");
  const large = Buffer.alloc(64 * 1024 + 1, "#").toString("base64");
  for (const body of [
    { name: "x", script: "not base64!" },
    { name: "x", script: large },
    { name: "taken", script: SCRIPT },
    { name: "x", script: SCRIPT, position: -1 },
  ]) {
    expect((await call("POST", "", body)).status).toBe(400);
  }
});

test("they are the workspace admins' affair", async () => {
  const as = "data.scientist@lakestage.example";
  expect((await call("GET", "", undefined, as)).status).toBe(403);
  expect((await call("POST", "", { name: "mine", script: SCRIPT }, as)).status).toBe(403);
});
