import { edit, type RuleCases } from "../../testing/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "keys that may sign for any time",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.allowSharedKeyAccess = true;
        }),
      ],
      says: "any time",
    },
    {
      name: "keys that may sign for a month",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.allowSharedKeyAccess = true;
          inputs.sasPolicy = { expirationAction: "Block", sasExpirationPeriod: "30.00:00:00" };
        }),
      ],
      says: "30.00:00:00",
    },
  ],
  leftAlone: [
    {
      name: "keys that may sign for a day",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.allowSharedKeyAccess = true;
          inputs.sasPolicy = { expirationAction: "Log", sasExpirationPeriod: "1.00:00:00" };
        }),
      ],
    },
  ],
};
