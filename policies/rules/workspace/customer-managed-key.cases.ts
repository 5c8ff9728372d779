import { type RuleCases, set } from "../../cases/planted";

const workspace = "azure-native:databricks:Workspace";
const key = {
  keySource: "Microsoft.Keyvault",
  keyVaultProperties: {
    keyName: "databricks-workspace",
    keyVaultUri: "https://lakestage-prod-a39f.vault.azure.net/",
    keyVersion: "8a1f",
  },
};

export const cases: RuleCases = {
  caught: [
    {
      name: "a key of ours for notebooks only",
      changes: [set(workspace, "databricks-workspace", { encryption: { entities: { managedServices: key } } })],
      says: "disks are encrypted",
    },
    {
      name: "disks that do not follow the key's rotation",
      stack: "dev.platform",
      changes: [
        set(workspace, "databricks-workspace", {
          encryption: { entities: { managedServices: key, managedDisk: key } },
        }),
      ],
      says: "one version",
    },
  ],
  leftAlone: [
    {
      name: "a key of ours for both",
      changes: [
        set(workspace, "databricks-workspace", {
          encryption: {
            entities: { managedServices: key, managedDisk: { ...key, rotationToLatestKeyVersionEnabled: true } },
          },
        }),
      ],
    },
    {
      name: "a workspace that only mentions encryption",
      changes: [set(workspace, "databricks-workspace", { encryption: { entities: {} } })],
    },
  ],
};
