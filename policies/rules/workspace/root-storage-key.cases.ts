import { type RuleCases, set } from "../../cases/planted";

const workspace = "azure-native:databricks:Workspace";
const vault = { keyName: "databricks-workspace", keyVaultUri: "https://lakestage-prod-a39f.vault.azure.net/" };
const entity = { keySource: "Microsoft.Keyvault", keyVaultProperties: { ...vault, keyVersion: "8a1f" } };

export const cases: RuleCases = {
  caught: [
    {
      name: "a key of ours for notebooks and disks, and Microsoft's for the root storage",
      changes: [
        set(workspace, "databricks-workspace", {
          encryption: { entities: { managedServices: entity, managedDisk: entity } },
        }),
      ],
      says: "key source is Default",
    },
  ],
  leftAlone: [
    {
      name: "a key of ours for the root storage too",
      changes: [
        set(workspace, "databricks-workspace", {
          encryption: { entities: { managedServices: entity, managedDisk: entity } },
          "parameters.encryption": { value: { ...vault, keySource: "Microsoft.Keyvault", keyVersion: "8a1f" } },
        }),
      ],
    },
    {
      name: "Microsoft's keys throughout",
      changes: [
        set(workspace, "databricks-workspace", { "parameters.encryption": { value: { keySource: "Default" } } }),
      ],
    },
  ],
};
