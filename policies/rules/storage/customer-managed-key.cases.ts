import { edit, type RuleCases } from "../../testing/planted";

const account = "azure-native:storage:StorageAccount";
const workspace = "azure-native:databricks:Workspace";

const ownKey = { keyVaultUri: "https://vault.example/", keyName: "lakestage" };

export const cases: RuleCases = {
  caught: [
    {
      name: "a workspace whose notebooks alone have a key of ours",
      changes: [
        edit(workspace, "databricks-workspace", (inputs) => {
          inputs.encryption = {
            entities: {
              managedServices: { keySource: "Microsoft.Keyvault", keyVaultProperties: { ...ownKey, keyVersion: "1" } },
            },
          };
        }),
      ],
      finds: ["data-lake-account"],
      says: "databricks-workspace",
    },
    {
      name: "a workspace whose root storage alone has a key of ours",
      stack: "dev",
      changes: [
        edit(workspace, "databricks-workspace", (inputs) => {
          inputs.parameters = {
            ...inputs.parameters,
            encryption: { value: { ...ownKey, keySource: "Microsoft.Keyvault" } },
          };
        }),
      ],
      finds: ["data-lake-account"],
    },
  ],
  leftAlone: [
    {
      name: "a key of ours for both",
      changes: [
        edit(workspace, "databricks-workspace", (inputs) => {
          inputs.encryption = {
            entities: {
              managedDisk: { keySource: "Microsoft.Keyvault", keyVaultProperties: { ...ownKey, keyVersion: "1" } },
            },
          };
        }),
        edit(account, "data-lake-account", (inputs) => {
          inputs.encryption = { keySource: "Microsoft.Keyvault", keyVaultProperties: ownKey };
        }),
      ],
    },
    {
      name: "Microsoft's key for both, by name",
      changes: [
        edit(workspace, "databricks-workspace", (inputs) => {
          inputs.parameters = { ...inputs.parameters, encryption: { value: { keySource: "Default" } } };
        }),
        edit(account, "data-lake-account", (inputs) => {
          inputs.encryption = { keySource: "Microsoft.Storage" };
        }),
      ],
    },
  ],
};
