import type { JsonObject } from "../../control-plane";
import { TestSandbox, type TestWorkspace } from "../../testing/sandbox";

const ASSIGNMENTS = "/api/2.0/preview/permissionassignments";
const ENGINEER = "ml.engineer@lakestage.example";

describe("assignments through a workspace", () => {
  let sandbox: TestSandbox;
  let dev: TestWorkspace;

  beforeEach(async () => {
    sandbox = await TestSandbox.start();
    dev = await sandbox.workspace();
  });
  afterEach(() => sandbox.stop());

  const call = (method: string, path: string, body?: JsonObject, as?: string) =>
    sandbox.call(dev.address, method, `${ASSIGNMENTS}${path}`, { ...(body ? { body } : {}), ...(as ? { as } : {}) });
  const letIn = (group_name: string) =>
    call("POST", "", { permission_assignments: [{ group_name, permissions: ["USER"] }] });

  test("let a group in by its name, change what it may do, and take it out", async () => {
    const principal_id = Number(sandbox.idOf("ml-engineers"));
    expect(await letIn("ml-engineers")).toMatchObject({
      status: 200,
      body: {
        permission_assignments: [{ principal: { principal_id, group_name: "ml-engineers" }, permissions: ["USER"] }],
      },
    });
    const asEngineer = () => call("GET", "", undefined, ENGINEER);
    expect((await asEngineer()).status).toBe(403);
    await call("PUT", `/principals/${principal_id}`, { permissions: ["USER", "ADMIN"] });
    expect((await asEngineer()).status).toBe(200);
    await call("DELETE", `/principals/${principal_id}`);
    expect((await asEngineer()).body.message).toContain("Unauthorized access to workspace");
  });

  test("need a principal of the account", async () => {
    expect((await letIn("nobody")).status).toBe(404);
    expect((await call("PUT", "/principals/1", { permissions: ["USER"] })).status).toBe(404);
    expect((await call("POST", "", { permission_assignments: [{ permissions: ["USER"] }] })).status).toBe(400);
  });
});
