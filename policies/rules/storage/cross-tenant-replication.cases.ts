import { type RuleCases, set } from "../../cases/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "replication to any tenant",
      changes: [set(account, "data-lake-account", { allowCrossTenantReplication: true })],
      says: "is allowed",
    },
    {
      name: "an account that does not say",
      stack: "staging.platform",
      changes: [set(account, "data-lake-account", { allowCrossTenantReplication: undefined })],
      says: "not refused",
    },
  ],
  leftAlone: [
    {
      name: "replication to a second region by Azure itself",
      changes: [set(account, "data-lake-account", { sku: { name: "Standard_GZRS" } })],
    },
  ],
};
