import { add, type RuleCases, remove, set } from "../../cases/planted";

const lock = "azure-native:authorization:ManagementLockAtResourceGroupLevel";
const holders = ["data-lake-account", "databricks-workspace", "key-vault-vault", "logs-workspace"] as const;

export const cases: RuleCases = {
  caught: [
    { name: "production without a lock", changes: [remove(lock, "lock")], finds: holders, says: "no lock" },
    {
      name: "a lock on another resource group",
      changes: [set(lock, "lock", { resourceGroupName: "lakestage-other" })],
      finds: holders,
      says: "in resource group lakestage-prod",
    },
    {
      name: "a lock that holds nothing",
      changes: [set(lock, "lock", { level: "NotSpecified" })],
      finds: ["lock", ...holders],
      says: "lock",
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
      changes: [set(lock, "lock", { level: "ReadOnly" })],
    },
  ],
};
