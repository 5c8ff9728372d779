import { TestAccount } from "../../testing/account";
import { TestSandbox } from "../../testing/sandbox";

test("nothing of a forgotten workspace passes to one that would have its id", async () => {
  const sandbox = await TestSandbox.start();
  try {
    const account = TestAccount.in(sandbox);
    const { id } = await sandbox.workspace();
    await account.assign(id, "ml-engineers", "USER");
    const config = await account.ok("POST", "/network-connectivity-configs", { name: "ncc", region: "westeurope" });
    await account.ok("PATCH", `/workspaces/${id}?update_mask=network_connectivity_config_id`, {
      network_connectivity_config_id: String(config.network_connectivity_config_id),
    });

    sandbox.forgetWorkspace(id);

    expect(await account.ok("GET", `/workspaces/${id}`)).not.toHaveProperty("network_connectivity_config_id");
    const { permission_assignments } = await account.ok("GET", `/workspaces/${id}/permissionassignments`);
    expect(permission_assignments).toMatchObject([{ principal: { display_name: "lakestage-deployer" } }]);
  } finally {
    await sandbox.stop();
  }
});
