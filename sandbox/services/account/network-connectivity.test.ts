import { TestAccount } from "../../testing/account";
import { TestSandbox } from "../../testing/sandbox";

const CONFIGS = "/network-connectivity-configs";
const STORAGE = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/lake";

describe("network connectivity configurations", () => {
  let sandbox: TestSandbox;
  let account: TestAccount;

  beforeEach(async () => {
    sandbox = await TestSandbox.start();
    account = TestAccount.in(sandbox);
  });
  afterEach(() => sandbox.stop());

  const config = (name = "ncc-dev", region = "westeurope") => account.ok("POST", CONFIGS, { name, region });

  test("name the subnets that serverless compute calls from, the same at every read", async () => {
    const created = await config();
    expect(created).toMatchObject({
      name: "ncc-dev",
      region: "westeurope",
      account_id: account.accountId,
      egress_config: {
        default_rules: {
          azure_service_endpoint_rule: { target_region: "westeurope", target_services: ["AZURE_BLOB_STORAGE"] },
        },
      },
    });
    expect(await account.ok("GET", `${CONFIGS}/${created.network_connectivity_config_id}`)).toEqual(created);
  });

  test("have one name in a region, of a certain form", async () => {
    await config();
    const again = await account.call("POST", CONFIGS, { name: "ncc-dev", region: "westeurope" });
    expect([again.status, again.body.error_code]).toEqual([409, "RESOURCE_ALREADY_EXISTS"]);
    expect((await account.call("POST", CONFIGS, { name: "nc", region: "westeurope" })).status).toBe(400);
    await config("ncc-dev", "northeurope");
  });

  test("are ten in a region at most", async () => {
    for (let index = 0; index < 10; index++) await config(`ncc-${index}`);
    const eleventh = await account.call("POST", CONFIGS, { name: "ncc-10", region: "westeurope" });
    expect(eleventh.body.error_code).toBe("RESOURCE_LIMIT_EXCEEDED");
  });

  test("are not deleted under a workspace that uses them", async () => {
    const { network_connectivity_config_id: id } = await config();
    const workspace = await sandbox.workspace();
    await account.ok("PATCH", `/workspaces/${workspace.id}?update_mask=network_connectivity_config_id`, {
      network_connectivity_config_id: String(id),
    });
    const refused = await account.call("DELETE", `${CONFIGS}/${id}`);
    expect(refused).toMatchObject({ status: 400, body: { message: expect.stringContaining(String(workspace.id)) } });
  });

  test("show their private endpoint rules, and go only after these", async () => {
    const { network_connectivity_config_id: id } = await config();
    const rules = `${CONFIGS}/${id}/private-endpoint-rules`;
    const rule = await account.ok("POST", rules, { resource_id: STORAGE, group_id: "dfs" });
    expect(rule).toMatchObject({
      resource_id: STORAGE,
      group_id: "dfs",
      connection_state: "PENDING",
      deactivated: false,
    });
    expect(await account.ok("GET", `${rules}/${rule.rule_id}`)).toEqual(rule);
    expect(await account.ok("GET", `${CONFIGS}/${id}`)).toMatchObject({
      egress_config: { target_rules: { azure_private_endpoint_rules: [{ rule_id: rule.rule_id, group_id: "dfs" }] } },
    });
    expect((await account.call("DELETE", `${CONFIGS}/${id}`)).status).toBe(400);
    await account.ok("DELETE", `${rules}/${rule.rule_id}`);
    await account.ok("DELETE", `${CONFIGS}/${id}`);
    expect(await account.ok("GET", CONFIGS)).toEqual({ items: [] });
  });

  test("have one rule for a sub-resource, which names either a group or domains", async () => {
    const { network_connectivity_config_id: id } = await config();
    const rules = `${CONFIGS}/${id}/private-endpoint-rules`;
    await account.ok("POST", rules, { resource_id: STORAGE, group_id: "dfs" });
    expect((await account.call("POST", rules, { resource_id: STORAGE, group_id: "dfs" })).status).toBe(409);
    await account.ok("POST", rules, { resource_id: STORAGE, group_id: "blob" });
    expect((await account.call("POST", rules, { resource_id: STORAGE })).status).toBe(400);
    expect((await account.call("POST", rules, { resource_id: "lake", group_id: "dfs" })).status).toBe(400);
  });

  test("a rule's domains change, its resource does not", async () => {
    const { network_connectivity_config_id: id } = await config();
    const rules = `${CONFIGS}/${id}/private-endpoint-rules`;
    const { rule_id } = await account.ok("POST", rules, { resource_id: STORAGE, domain_names: ["a.example"] });
    const change = (mask: string) =>
      account.call("PATCH", `${rules}/${rule_id}?update_mask=${mask}`, { domain_names: ["b.example"] });
    expect(await change("domain_names")).toMatchObject({ status: 200, body: { domain_names: ["b.example"] } });
    expect((await change("resource_id")).status).toBe(400);
  });
});
