import { edit, type RuleCases } from "../../testing/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "a firewall that lets everybody through",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          if (inputs.networkRuleSet) inputs.networkRuleSet.defaultAction = "Allow";
        }),
      ],
      says: `"Allow"`,
    },
    {
      name: "no firewall",
      stack: "staging",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          delete inputs.networkRuleSet;
        }),
      ],
      says: "not set",
    },
  ],
  leftAlone: [
    {
      name: "no firewall, and no public address to guard",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          delete inputs.networkRuleSet;
          inputs.publicNetworkAccess = "Disabled";
        }),
      ],
    },
  ],
};
