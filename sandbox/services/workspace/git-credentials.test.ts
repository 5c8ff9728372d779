import type { JsonObject } from "../../control-plane";
import { TestAccount } from "../../testing/account";
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
  sandbox.call(dev.address, method, `/api/2.0/git-credentials${path}`, {
    ...(body ? { body } : {}),
    ...(as ? { as } : {}),
  });

test("a credential comes back without its token", async () => {
  const settings = { git_username: "me", git_email: "me@lakestage.example", name: "work" };
  const { body } = await call("POST", "", { ...settings, git_provider: "GITHUB", personal_access_token: "s3cret" });
  const { credential_id: id } = body;
  const shown = { ...settings, git_provider: "gitHub", credential_id: id, is_default_for_provider: true };
  expect(body).toEqual(shown);
  expect((await call("GET", `/${id}`)).body).toEqual(shown);
  await call("PATCH", `/${id}`, { git_provider: "gitHub", git_username: "you", personal_access_token: "n3w" });
  expect((await call("GET", "")).body).toEqual({ credentials: [{ ...shown, git_username: "you" }] });
  expect((await call("DELETE", `/${id}`)).status).toBe(200);
  expect((await call("GET", `/${id}`)).status).toBe(404);
});

test("one credential of a provider is the default", async () => {
  const make = (name: string, more: JsonObject = {}): Promise<TestResponse> =>
    call("POST", "", { git_provider: "gitLab", personal_access_token: "t", name, ...more });
  await make("first");
  await make("second", { is_default_for_provider: true });
  expect(await make("second")).toMatchObject({ status: 409, body: { error_code: "RESOURCE_CONFLICT" } });
  const { credentials } = (await call("GET", "")).body;
  expect(credentials).toMatchObject([
    { name: "first", is_default_for_provider: false },
    { name: "second", is_default_for_provider: true },
  ]);
});

test("nobody sees another's credentials, but whoever manages a service principal may set its own", async () => {
  const { credential_id: own } = (await call("POST", "", { git_provider: "bitbucketCloud" }, SCIENTIST)).body;
  expect((await call("GET", `/${own}`)).status).toBe(404);
  const principal = Number(sandbox.idOf("lakestage-deployer"));
  expect((await call("GET", `?principal_id=${principal}`, undefined, SCIENTIST)).status).toBe(403);
  expect((await call("GET", `?principal_id=${principal}`)).status).toBe(200);
  expect((await call("GET", "?principal_id=1")).status).toBe(404);
});

test("an admin of the workspace who does not manage a service principal stores none for it", async () => {
  await TestAccount.in(sandbox).assign(dev.id, SCIENTIST, "ADMIN");
  const credential = {
    git_provider: "gitHub",
    personal_access_token: "t",
    principal_id: Number(sandbox.idOf("lakestage-deployer")),
  };
  expect(await call("POST", "", credential, SCIENTIST)).toMatchObject({
    status: 403,
    body: { error_code: "PERMISSION_DENIED" },
  });
});
