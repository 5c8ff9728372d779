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

const call = (method: string, path: string, body?: JsonObject, as?: string): Promise<TestResponse> =>
  sandbox.call(dev.address, method, `/api/2.0/postgres/${path}`, { ...(body ? { body } : {}), ...(as ? { as } : {}) });

async function project(id: string): Promise<void> {
  expect((await call("POST", `projects?project_id=${id}`, { spec: { display_name: id } })).status).toBe(200);
}

test("a project begins with a branch, and a branch with an endpoint, which go with it alone", async () => {
  const before = sandbox.store.inventory();
  await project("begun");
  const branch = "projects/begun/branches/production";
  expect((await call("GET", branch)).body).toMatchObject({ status: { default: true, current_state: "READY" } });
  expect((await call("GET", `${branch}/endpoints/primary`)).body).toMatchObject({
    parent: branch,
    status: { endpoint_type: "ENDPOINT_TYPE_READ_WRITE" },
  });
  const refused = await call("DELETE", branch);
  expect(refused).toMatchObject({
    status: 400,
    body: { details: [{ metadata: { declarative_context: "MANAGED_BY_PARENT" } }] },
  });
  await call("DELETE", "projects/begun");
  expect((await call("GET", branch)).status).toBe(404);
  expect(sandbox.store.inventory()).toEqual(before);
});

test("what is asked for is done at once, and its operation says so when it is asked", async () => {
  await project("made");
  const made = await call("POST", "projects/made/branches?branch_id=tests", { spec: { no_expiry: true } });
  expect(made.body).toMatchObject({ done: true, response: { name: "projects/made/branches/tests" } });
  expect((await call("GET", String(made.body.name))).body).toMatchObject({
    done: true,
    response: { branch_id: "tests" },
  });
  const role = "projects/made/branches/tests/roles";
  await call("POST", `${role}?role_id=reader`, { spec: { postgres_role: "reader" } });
  const database = { spec: { postgres_database: "app", role: `${role}/reader` } };
  await call("POST", "projects/made/branches/tests/databases?database_id=app", database);
  expect((await call("GET", "projects/made/branches/tests/databases/app")).body).toMatchObject(database);
  expect((await call("GET", role)).body.roles).toMatchObject([{ role_id: "reader" }]);
});

test("a change is of what its mask names; a protected branch stays", async () => {
  await project("changed");
  await call("PATCH", "projects/changed?update_mask=spec.display_name", { spec: { display_name: "other" } });
  expect((await call("GET", "projects/changed")).body).toMatchObject({ spec: { display_name: "other" } });
  const branch = "projects/changed/branches/kept";
  await call("POST", "projects/changed/branches?branch_id=kept", { spec: { is_protected: true } });
  expect((await call("DELETE", branch)).status).toBe(400);
  await call("PATCH", `${branch}?update_mask=spec.is_protected`, { spec: { is_protected: false } });
  expect((await call("DELETE", branch)).status).toBe(200);
});

test("an id is taken once, unless it is to be replaced; what it lies in must be there", async () => {
  await project("taken");
  expect((await call("POST", "projects?project_id=taken", {})).status).toBe(409);
  const first = "projects/taken/branches?branch_id=production";
  expect((await call("POST", first, {})).status).toBe(409);
  expect((await call("POST", `${first}&replace_existing=true`, { spec: { no_expiry: true } })).status).toBe(200);
  expect((await call("POST", "projects/none/branches?branch_id=b", {})).status).toBe(404);
});

test("who was given nothing neither sees nor changes a project", async () => {
  await project("private");
  expect((await call("GET", "projects/private/branches/production", undefined, SCIENTIST)).status).toBe(403);
  expect((await call("DELETE", "projects/private", undefined, SCIENTIST)).status).toBe(403);
  expect((await call("GET", "projects", undefined, SCIENTIST)).body.projects).toEqual([]);
});
