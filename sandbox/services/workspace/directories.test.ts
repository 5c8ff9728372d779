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
const ENGINEER = "ml.engineer@lakestage.example";

const post = (operation: string, body: JsonObject, as?: string): Promise<TestResponse> =>
  sandbox.call(dev.address, "POST", `/api/2.0/workspace/${operation}`, { body, ...(as ? { as } : {}) });
const get = (operation: string, path: string, as?: string): Promise<TestResponse> =>
  sandbox.call(
    dev.address,
    "GET",
    `/api/2.0/workspace/${operation}?path=${encodeURIComponent(path)}`,
    as ? { as } : {},
  );

const pathsOf = ({ body }: TestResponse): unknown[] => (body.objects as JsonObject[]).map(({ path }) => path);

test("a directory is made with those around it, and made again without harm", async () => {
  expect((await post("mkdirs", { path: "/Shared/a/b" })).status).toBe(200);
  const { body } = await get("get-status", "/Shared/a/b");
  expect(body).toMatchObject({ object_type: "DIRECTORY", path: "/Shared/a/b" });
  expect((await post("mkdirs", { path: "/Shared/a/b/" })).status).toBe(200);
  expect((await get("get-status", "/Shared/a/b")).body).toEqual(body);
  expect(pathsOf(await get("list", "/Shared/a"))).toEqual(["/Shared/a/b"]);
});

test("a path may start with /Workspace, and is then shown so", async () => {
  await post("mkdirs", { path: "/Workspace/Shared/w" });
  expect((await get("get-status", "/Workspace/Shared/w")).body.path).toBe("/Workspace/Shared/w");
  expect((await get("get-status", "/Shared/w")).body.path).toBe("/Shared/w");
});

test("a directory with something in it is deleted only when that is asked for", async () => {
  await post("mkdirs", { path: "/Shared/full/inner" });
  expect(await post("delete", { path: "/Shared/full" })).toMatchObject({
    status: 400,
    body: { error_code: "DIRECTORY_NOT_EMPTY" },
  });
  expect((await post("delete", { path: "/Shared/full", recursive: true })).status).toBe(200);
  expect((await get("get-status", "/Shared/full/inner")).status).toBe(404);
});

test("everybody has a home, which others neither see nor change", async () => {
  const home = `/Users/${SCIENTIST}`;
  expect((await post("mkdirs", { path: `${home}/work` }, SCIENTIST)).status).toBe(200);
  expect((await get("get-status", home, ENGINEER)).status).toBe(403);
  expect((await post("mkdirs", { path: `${home}/theirs` }, ENGINEER)).status).toBe(403);
  expect((await get("get-status", "/Users/nobody@lakestage.example")).status).toBe(404);
  expect(pathsOf(await get("list", "/Users", ENGINEER))).not.toContain(home);
});

test("who was not let into the workspace has no home there", async () => {
  const other = await sandbox.workspace("other");
  const home = `/api/2.0/workspace/get-status?path=/Users/${SCIENTIST}`;
  expect((await sandbox.call(other.address, "GET", home)).status).toBe(404);
});

test("what is given on a directory holds for what lies in it", async () => {
  const home = `/Users/${SCIENTIST}`;
  await post("mkdirs", { path: `${home}/shared/inner` }, SCIENTIST);
  const outer = (await get("get-status", `${home}/shared`)).body.object_id;
  const inner = (await get("get-status", `${home}/shared/inner`)).body.object_id;
  await sandbox.call(dev.address, "PATCH", `/api/2.0/permissions/directories/${outer}`, {
    as: SCIENTIST,
    body: { access_control_list: [{ user_name: ENGINEER, permission_level: "CAN_EDIT" }] },
  });
  expect((await post("mkdirs", { path: `${home}/shared/inner/more` }, ENGINEER)).status).toBe(200);
  expect((await post("delete", { path: `${home}/shared/inner` }, ENGINEER)).status).toBe(403);

  const { body } = await sandbox.call(dev.address, "GET", `/api/2.0/permissions/directories/${inner}`);
  expect(body.access_control_list).toContainEqual({
    user_name: ENGINEER,
    display_name: "ML Engineer",
    all_permissions: [
      { permission_level: "CAN_EDIT", inherited: true, inherited_from_object: [`/directories/${outer}`] },
    ],
  });
});

test.each([["relative/path"], ["/Shared/../Users"]])("%s is no path", async (path) => {
  expect((await post("mkdirs", { path })).status).toBe(400);
});

test("directories that every workspace has are not deleted", async () => {
  expect((await post("delete", { path: "/Users", recursive: true })).status).toBe(400);
});
