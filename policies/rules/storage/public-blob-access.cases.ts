import { type RuleCases, set } from "../../cases/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "an account whose containers may be opened to everybody",
      changes: [set(account, "data-lake-account", { allowBlobPublicAccess: true })],
      says: "is allowed",
    },
    {
      name: "an account that does not say",
      stack: "staging.platform",
      changes: [set(account, "data-lake-account", { allowBlobPublicAccess: undefined })],
      says: "not refused",
    },
  ],
  leftAlone: [
    {
      name: "an account that is reachable from the internet, where everybody must sign in",
      changes: [set(account, "data-lake-account", { networkRuleSet: { defaultAction: "Allow" } })],
    },
  ],
};
