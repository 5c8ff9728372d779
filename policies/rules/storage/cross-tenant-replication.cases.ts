import { edit, type RuleCases } from "../../testing/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "replication to any tenant",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.allowCrossTenantReplication = true;
        }),
      ],
      says: "is allowed",
    },
    {
      name: "an account that does not say",
      stack: "staging",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          delete inputs.allowCrossTenantReplication;
        }),
      ],
      says: "not refused",
    },
  ],
  leftAlone: [
    {
      name: "replication to a second region by Azure itself",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.sku = { name: "Standard_GZRS" };
        }),
      ],
    },
  ],
};
