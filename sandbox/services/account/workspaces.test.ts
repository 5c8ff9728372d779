import { TestAccount } from "../../testing/account";
import { TestSandbox, type TestWorkspace } from "../../testing/sandbox";

describe("workspaces of the account", () => {
  let sandbox: TestSandbox;
  let account: TestAccount;
  let dev: TestWorkspace;

  beforeEach(async () => {
    sandbox = await TestSandbox.start();
    account = TestAccount.in(sandbox);
    dev = await sandbox.workspace();
  });
  afterEach(() => sandbox.stop());

  const config = (region: string) =>
    account.ok("POST", "/network-connectivity-configs", { name: `ncc-${region}`, region });
  const bind = (id: unknown) =>
    account.call("PATCH", `/workspaces/${dev.id}?update_mask=network_connectivity_config_id`, {
      network_connectivity_config_id: String(id),
    });

  test("are listed for account admins, and for nobody else", async () => {
    expect(await account.ok("GET", "/workspaces")).toMatchObject([
      {
        workspace_id: dev.id,
        workspace_name: "dev",
        workspace_status: "RUNNING",
        location: "westeurope",
        // The host's name in Azure begins with it: `adb-<id>.<id modulo 20>`.
        deployment_name: `adb-${dev.id}.${dev.id % 20}`,
      },
    ]);
    const { status, body } = await account.call("GET", "/workspaces", undefined, "ml.engineer@lakestage.example");
    expect([status, body.error_code]).toEqual([403, "PERMISSION_DENIED"]);
  });

  test("take a network connectivity configuration of their region", async () => {
    const { network_connectivity_config_id: id } = await config("westeurope");
    expect((await bind(id)).status).toBe(200);
    expect(await account.ok("GET", `/workspaces/${dev.id}`)).toMatchObject({ network_connectivity_config_id: id });
  });

  test("refuse one of another region, and one that does not exist", async () => {
    const { network_connectivity_config_id: elsewhere } = await config("northeurope");
    expect((await bind(elsewhere)).status).toBe(400);
    expect((await bind("00000000-0000-0000-0000-000000000000")).status).toBe(404);
  });

  test("are changed in nothing else here: that is Azure's", async () => {
    const response = await account.call("PATCH", `/workspaces/${dev.id}`, { workspace_name: "other" });
    expect(response.body.message).toContain("Azure Resource Manager");
  });
});
