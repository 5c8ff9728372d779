import { type RuleCases, set } from "../../cases/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "a name with a dash",
      changes: [set(account, "data-lake-account", { accountName: "lakestage-prod" })],
      says: "lakestage-prod",
      engineFree: "the engine refuses to replace what is protected",
    },
    {
      name: "a name that is too long by one",
      stack: "dev.platform",
      changes: [set(account, "data-lake-account", { accountName: "a".repeat(25) })],
      says: '"aaaaaaaaaaaaaaaaaaaaaaaaa" is not 3 to 24 lower-case letters and digits',
    },
  ],
  leftAlone: [
    {
      name: "a name that is as long as it may be",
      changes: [set(account, "data-lake-account", { accountName: "a".repeat(24) })],
    },
  ],
};
