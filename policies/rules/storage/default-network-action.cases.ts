import { type RuleCases, set } from "../../cases/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "a firewall that lets everybody through",
      changes: [set(account, "data-lake-account", { "networkRuleSet.defaultAction": "Allow" })],
      says: `"Allow"`,
    },
    {
      name: "no firewall",
      stack: "staging.platform",
      changes: [set(account, "data-lake-account", { networkRuleSet: undefined })],
      says: "not set",
    },
  ],
  leftAlone: [
    {
      name: "no firewall, and no public address to guard",
      changes: [set(account, "data-lake-account", { networkRuleSet: undefined, publicNetworkAccess: "Disabled" })],
    },
  ],
};
