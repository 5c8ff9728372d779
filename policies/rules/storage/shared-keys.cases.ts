import { type RuleCases, set } from "../../cases/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "an account that takes shared keys",
      changes: [set(account, "data-lake-account", { allowSharedKeyAccess: true })],
      says: "allowed",
    },
    {
      name: "an account that does not say, for which Azure allows them",
      stack: "dev.platform",
      changes: [set(account, "data-lake-account", { allowSharedKeyAccess: undefined })],
      says: "not refused",
    },
  ],
  leftAlone: [
    {
      name: "an account that merely may issue delegation keys",
      changes: [set(account, "data-lake-account", { defaultToOAuthAuthentication: false })],
    },
  ],
};
