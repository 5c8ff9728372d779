import { edit, type RuleCases } from "../../testing/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "a public address that nobody may use",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          if (inputs.networkRuleSet) inputs.networkRuleSet.resourceAccessRules = [];
        }),
      ],
    },
  ],
  leftAlone: [
    {
      name: "nobody let in, and no public address",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          if (inputs.networkRuleSet) inputs.networkRuleSet.resourceAccessRules = [];
          inputs.publicNetworkAccess = "Disabled";
        }),
      ],
    },
    {
      name: "a public address for the addresses of an office",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          if (inputs.networkRuleSet) {
            inputs.networkRuleSet.resourceAccessRules = [];
            inputs.networkRuleSet.ipRules = [{ iPAddressOrRange: "203.0.113.7" }];
          }
        }),
      ],
    },
  ],
};
