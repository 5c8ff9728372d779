import { type RuleCases, set } from "../../cases/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "a public address that nobody may use",
      changes: [set(account, "data-lake-account", { "networkRuleSet.resourceAccessRules": [] })],
      says: "the public address is on, and its firewall lets nobody in by name",
    },
  ],
  leftAlone: [
    {
      name: "nobody let in, and no public address",
      changes: [
        set(account, "data-lake-account", {
          "networkRuleSet.resourceAccessRules": [],
          publicNetworkAccess: "Disabled",
        }),
      ],
    },
    {
      name: "a public address for the addresses of an office",
      changes: [
        set(account, "data-lake-account", {
          "networkRuleSet.resourceAccessRules": [],
          "networkRuleSet.ipRules": [{ iPAddressOrRange: "203.0.113.7" }],
        }),
      ],
    },
  ],
};
