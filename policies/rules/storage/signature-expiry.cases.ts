import { type RuleCases, set } from "../../cases/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "keys that may sign for any time",
      changes: [set(account, "data-lake-account", { allowSharedKeyAccess: true })],
      says: "any time",
    },
    {
      name: "keys that may sign for a month",
      changes: [
        set(account, "data-lake-account", {
          allowSharedKeyAccess: true,
          sasPolicy: { expirationAction: "Block", sasExpirationPeriod: "30.00:00:00" },
        }),
      ],
      says: "30.00:00:00",
    },
  ],
  leftAlone: [
    {
      name: "keys that may sign for a day",
      changes: [
        set(account, "data-lake-account", {
          allowSharedKeyAccess: true,
          sasPolicy: { expirationAction: "Log", sasExpirationPeriod: "1.00:00:00" },
        }),
      ],
    },
  ],
};
