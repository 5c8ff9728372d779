import { type RuleCases, set } from "../../cases/planted";

const account = "azure-native:storage:StorageAccount";
const workspace = "azure-native:databricks:Workspace";

const ownKey = { keyVaultUri: "https://vault.example/", keyName: "lakestage" };

export const cases: RuleCases = {
  caught: [
    {
      name: "a workspace whose notebooks alone have a key of ours",
      changes: [
        set(workspace, "databricks-workspace", {
          encryption: {
            entities: {
              managedServices: { keySource: "Microsoft.Keyvault", keyVaultProperties: { ...ownKey, keyVersion: "1" } },
            },
          },
        }),
      ],
      finds: ["data-lake-account"],
      says: "databricks-workspace",
    },
    {
      name: "a workspace whose root storage alone has a key of ours",
      stack: "dev.platform",
      changes: [
        set(workspace, "databricks-workspace", {
          "parameters.encryption": { value: { ...ownKey, keySource: "Microsoft.Keyvault" } },
        }),
      ],
      finds: ["data-lake-account"],
      says: "it has Microsoft's key, while databricks-workspace has one of ours",
    },
  ],
  leftAlone: [
    {
      name: "a key of ours for both",
      changes: [
        set(workspace, "databricks-workspace", {
          encryption: {
            entities: {
              managedDisk: { keySource: "Microsoft.Keyvault", keyVaultProperties: { ...ownKey, keyVersion: "1" } },
            },
          },
        }),
        set(account, "data-lake-account", {
          encryption: { keySource: "Microsoft.Keyvault", keyVaultProperties: ownKey },
        }),
      ],
    },
    {
      name: "Microsoft's key for both, by name",
      changes: [
        set(workspace, "databricks-workspace", { "parameters.encryption": { value: { keySource: "Default" } } }),
        set(account, "data-lake-account", { encryption: { keySource: "Microsoft.Storage" } }),
      ],
    },
  ],
};
