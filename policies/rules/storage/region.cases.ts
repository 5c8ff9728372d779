import { type RuleCases, set } from "../../testing/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "an account in another region",
      changes: [set(account, "data-lake-account", { location: "eastus" })],
      says: "eastus",
      engineFree: "the engine refuses to replace what is protected",
    },
  ],
  leftAlone: [
    {
      name: "the region by its long name",
      changes: [set(account, "data-lake-account", { location: "West Europe" })],
    },
  ],
};
