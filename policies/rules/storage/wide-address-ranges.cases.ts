import { type RuleCases, set } from "../../testing/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "the whole internet",
      changes: [set(account, "data-lake-account", { "networkRuleSet.ipRules": [{ iPAddressOrRange: "0.0.0.0/0" }] })],
      says: "0.0.0.0/0",
    },
    {
      name: "a cloud region's range behind a single address",
      stack: "staging",
      changes: [
        set(account, "data-lake-account", {
          "networkRuleSet.ipRules": [
            { iPAddressOrRange: "203.0.113.7" },
            { iPAddressOrRange: "198.18.0.0/15", action: "Allow" },
          ],
        }),
      ],
      says: "131072 addresses",
    },
  ],
  leftAlone: [
    {
      name: "an office's addresses",
      changes: [
        set(account, "data-lake-account", { "networkRuleSet.ipRules": [{ iPAddressOrRange: "203.0.113.0/24" }] }),
      ],
    },
  ],
};
