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
const URL = "https://github.com/lakestage-example/flights.git";

const call = (method: string, path: string, body?: JsonObject, as?: string): Promise<TestResponse> =>
  sandbox.call(dev.address, method, `/api/2.0${path}`, { ...(body ? { body } : {}), ...(as ? { as } : {}) });
const create = (body: JsonObject, as?: string): Promise<TestResponse> =>
  call("POST", "/repos", { url: URL, provider: "github", ...body }, as);

test("a Git folder is at its default branch, then at the branch or tag that was asked for", async () => {
  const { status, body } = await create({ path: "/Shared/flights" });
  expect(status).toBe(200);
  expect(body).toMatchObject({ url: URL, provider: "gitHub", path: "/Shared/flights", branch: "main" });
  const repo = `/repos/${body.id}`;
  await call("PATCH", repo, { branch: "release" });
  const released = (await call("GET", repo)).body;
  // Nothing is fetched: which commit that is, nobody knows here.
  expect(released).toEqual({ ...body, branch: "release" });
  expect(released).not.toHaveProperty("head_commit_id");
  await call("PATCH", repo, { tag: "v1" });
  expect((await call("GET", repo)).body.branch).toBeUndefined();
  await call("PATCH", repo, { branch: "release" });
  expect((await call("GET", repo)).body).toEqual(released);
});

test("a Git folder is part of the tree, and files may be put into it", async () => {
  const { id } = (await create({ path: "/Shared/tree" })).body;
  expect((await call("GET", "/workspace/get-status?path=/Shared/tree")).body).toMatchObject({
    object_id: id,
    object_type: "REPO",
  });
  await call("POST", "/workspace/mkdirs", { path: "/Shared/tree/a" });
  expect((await call("POST", "/workspace/import", { path: "/Shared/tree/a/f", format: "RAW" })).status).toBe(200);
  expect((await call("GET", "/workspace/list?path=/Shared/tree")).body.objects).toHaveLength(1);
  expect((await call("DELETE", `/repos/${id}`)).status).toBe(200);
  expect((await call("GET", "/workspace/get-status?path=/Shared/tree/a/f")).status).toBe(404);
});

test("a Git folder that is deleted as a directory is no repo any more", async () => {
  const { id } = (await create({ path: "/Shared/deleted" })).body;
  await call("POST", "/workspace/delete", { path: "/Shared/deleted", recursive: true });
  expect((await call("GET", `/repos/${id}`)).status).toBe(404);
});

test("without a path it is made among its maker's", async () => {
  const { body } = await create({}, SCIENTIST);
  expect(body.path).toBe(`/Repos/${SCIENTIST}/flights`);
  const listed = (await call("GET", "/repos", undefined, SCIENTIST)).body.repos as JsonObject[];
  expect(listed.map(({ path }) => path)).toEqual([`/Repos/${SCIENTIST}/flights`]);
});

test("repos are listed by the path that they start with, to who may manage them", async () => {
  await call("POST", "/workspace/mkdirs", { path: "/Shared/listed" });
  for (const name of ["a", "b"]) await create({ path: `/Workspace/Shared/listed/${name}` });
  const listed = (await call("GET", "/repos?path_prefix=/Shared/listed")).body.repos as JsonObject[];
  expect(listed.map(({ path }) => path)).toEqual(["/Workspace/Shared/listed/a", "/Workspace/Shared/listed/b"]);
});

test("sparse checkout is chosen when the repo is made, and its patterns later", async () => {
  const { id } = (await create({ path: "/Shared/sparse", sparse_checkout: { patterns: ["a"] } })).body;
  await call("PATCH", `/repos/${id}`, { sparse_checkout: { patterns: ["a", "b"] } });
  expect((await call("GET", `/repos/${id}`)).body.sparse_checkout).toEqual({ patterns: ["a", "b"] });
  const plain = (await create({ path: "/Shared/whole" })).body.id;
  expect((await call("PATCH", `/repos/${plain}`, { sparse_checkout: { patterns: ["a"] } })).status).toBe(400);
});

test.each([
  [{ provider: "sourceforge", path: "/Shared/x" }, 400, "INVALID_PARAMETER_VALUE"],
  [{ url: "git@github.com:a/b.git", path: "/Shared/x" }, 400, "INVALID_PARAMETER_VALUE"],
  [{ path: "/Repos/flights" }, 400, "INVALID_PARAMETER_VALUE"],
  [{ path: "/Shared/missing/x" }, 404, "RESOURCE_DOES_NOT_EXIST"],
  [{ path: "/Shared" }, 400, "RESOURCE_ALREADY_EXISTS"],
  [{ path: "/Shared/x", git_credential_id: 1 }, 404, "RESOURCE_DOES_NOT_EXIST"],
])("a repo with %j is refused", async (body, status, errorCode) => {
  expect(await create(body)).toMatchObject({ status, body: { error_code: errorCode } });
});

test("who may only read a repo changes nothing of it", async () => {
  await call("POST", "/workspace/mkdirs", { path: "/Repos/production" });
  const { id } = (await create({ path: "/Repos/production/flights" })).body;
  expect((await call("GET", `/repos/${id}`, undefined, SCIENTIST)).status).toBe(403);
  const body = { access_control_list: [{ user_name: SCIENTIST, permission_level: "CAN_READ" }] };
  await call("PATCH", `/permissions/repos/${id}`, body);
  expect((await call("GET", `/repos/${id}`, undefined, SCIENTIST)).status).toBe(200);
  expect((await call("PATCH", `/repos/${id}`, { branch: "x" }, SCIENTIST)).status).toBe(403);
  expect((await call("DELETE", `/repos/${id}`, undefined, SCIENTIST)).status).toBe(403);
});
