import { add, edit, type RuleCases, remove } from "../../testing/planted";

const lock = "azure-native:authorization:ManagementLockAtResourceGroupLevel";
const holders = ["data-lake-account", "databricks-workspace", "key-vault-vault", "logs-workspace"];

export const cases: RuleCases = {
  caught: [
    { name: "production without a lock", changes: [remove(lock, "lock")], finds: holders, says: "no lock" },
    {
      name: "a lock on another resource group",
      changes: [
        edit(lock, "lock", (inputs) => {
          inputs.resourceGroupName = "lakestage-other";
        }),
      ],
      finds: holders,
    },
    {
      name: "a lock that holds nothing",
      changes: [
        edit(lock, "lock", (inputs) => {
          inputs.level = "NotSpecified";
        }),
      ],
      finds: ["lock", ...holders],
    },
    {
      name: "an account beside the locked group",
      changes: [
        add("azure-native:storage:StorageAccount", "archive", {
          accountName: "archive",
          resourceGroupName: "archive",
          kind: "StorageV2",
          sku: { name: "Standard_ZRS" },
        }),
      ],
      says: "resource group archive",
    },
  ],
  leftAlone: [
    {
      name: "a lock that refuses changes too",
      changes: [
        edit(lock, "lock", (inputs) => {
          inputs.level = "ReadOnly";
        }),
      ],
    },
  ],
};
