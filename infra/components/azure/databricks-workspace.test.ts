import { declaredBy } from "../../testing/declared-resources";
import { DatabricksWorkspace, type DatabricksWorkspaceArgs } from "./databricks-workspace";

const given: DatabricksWorkspaceArgs = {
  resourceGroupName: "group",
  location: "westeurope",
  subscriptionId: "subscription",
  tags: {},
  workspaceName: "workspace",
  managedResourceGroupName: "group-managed",
  injection: { virtualNetworkId: "network", hostSubnetName: "hosts", containerSubnetName: "containers" },
  privateControlPlane: true,
  publicAccess: true,
};

const WORKSPACE = "azure-native:databricks:Workspace";

const declared = (change: Partial<DatabricksWorkspaceArgs> = {}, answer?: Record<string, unknown>) =>
  declaredBy(
    () => new DatabricksWorkspace("databricks", { ...given, ...change }),
    answer && { answers: { [WORKSPACE]: answer } },
  );

describe("the workspace", () => {
  it("is premium, in our network, and gives its clusters no public addresses", async () => {
    expect((await declared()).only(WORKSPACE).inputs).toMatchObject({
      sku: { name: "premium" },
      managedResourceGroupId: "/subscriptions/subscription/resourceGroups/group-managed",
      parameters: {
        enableNoPublicIp: { value: true },
        customVirtualNetworkId: { value: "network" },
        customPublicSubnetName: { value: "hosts" },
        customPrivateSubnetName: { value: "containers" },
      },
    });
  });

  it("asks for the network rules that go with how its control plane is reached", async () => {
    expect((await declared()).only(WORKSPACE).inputs).toMatchObject({
      publicNetworkAccess: "Enabled",
      requiredNsgRules: "NoAzureDatabricksRules",
    });
    expect((await declared({ privateControlPlane: false })).only(WORKSPACE).inputs.requiredNsgRules).toBe("AllRules");
    expect((await declared({ publicAccess: false })).only(WORKSPACE).inputs.publicNetworkAccess).toBe("Disabled");
  });

  it("encrypts with a key of our own, and lets the identity that Azure makes for the disks use it", async () => {
    const key = { name: "key", version: "v1", vaultUri: "https://vault.example/" };
    const workspace = await declared({ encryption: { key, vaultId: "vault" } });
    const keyVaultProperties = { keyName: "key", keyVersion: "v1", keyVaultUri: "https://vault.example/" };
    expect(workspace.only(WORKSPACE).inputs.encryption).toMatchObject({
      entities: { managedServices: { keyVaultProperties }, managedDisk: { keyVaultProperties } },
    });
    expect(workspace.only("azure-native:authorization:RoleAssignment").inputs).toMatchObject({
      scope: "vault",
      principalId: "disk-principal",
    });
    expect((await declared()).only(WORKSPACE).inputs).not.toHaveProperty("encryption");
  });

  it.each([
    ["adb-1.7.azuredatabricks.net", "https://adb-1.7.azuredatabricks.net"],
    ["http://127.0.0.1:7402", "http://127.0.0.1:7402"],
  ])("that Azure reports at %s has the address %s", async (workspaceUrl, url) => {
    const { result } = await declared({}, { workspaceId: "1", workspaceUrl });
    const address = await new Promise((resolve) => (result as DatabricksWorkspace).url.apply(resolve));
    expect(address).toBe(url);
  });
});
