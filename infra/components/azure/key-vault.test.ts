import { declaredBy } from "../../testing/declared-resources";
import { KeyVault, type KeyVaultArgs } from "./key-vault";

const given: KeyVaultArgs = {
  resourceGroupName: "group",
  location: "westeurope",
  subscriptionId: "subscription",
  tenantId: "tenant",
  tags: {},
  vaultName: "vault",
  softDeleteDays: 90,
  purgeProtection: true,
  privateOnly: true,
};

const declared = (change: Partial<KeyVaultArgs> = {}) =>
  declaredBy(() => new KeyVault("keys", { ...given, ...change }));

const properties = async (change: Partial<KeyVaultArgs> = {}) =>
  (await declared(change)).only("azure-native:keyvault:Vault").inputs.properties as Record<string, unknown>;

describe("the key vault", () => {
  it("takes permissions from role assignments only, and keeps what was deleted", async () => {
    expect(await properties()).toMatchObject({
      enableRbacAuthorization: true,
      enableSoftDelete: true,
      softDeleteRetentionInDays: 90,
      enablePurgeProtection: true,
      networkAcls: { bypass: "AzureServices", defaultAction: "Deny" },
    });
  });

  it("never says that purge protection is off, which Azure refuses: it says nothing", async () => {
    expect(await properties({ purgeProtection: false })).not.toHaveProperty("enablePurgeProtection");
  });

  it("recovers a deleted vault when told to", async () => {
    expect(await properties({ recoverDeleted: true })).toHaveProperty("createMode", "recover");
    expect(await properties()).not.toHaveProperty("createMode");
  });

  it("lets Azure Databricks read secrets once it is told who that is", async () => {
    expect((await declared()).ofType("azure-native:authorization:RoleAssignment")).toEqual([]);
    const vault = await declared({ databricksObjectId: "databricks" });
    expect(vault.only("azure-native:authorization:RoleAssignment").inputs).toMatchObject({
      principalId: "databricks",
      scope: "keys-vault-id",
    });
  });

  it("makes the workspace's key only after Azure Databricks may use it", async () => {
    const vault = await declared({ databricksObjectId: "databricks", encryptionKey: true });
    expect(vault.only("azure-native:keyvault:Key").dependsOn).toContain("keys-databricks-keys");
  });
});
