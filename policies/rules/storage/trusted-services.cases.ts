import { edit, type RuleCases } from "../../testing/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "logs that any network may read",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          if (inputs.networkRuleSet) inputs.networkRuleSet.bypass = "Logging, AzureServices";
        }),
      ],
      says: "Logging may be read",
    },
    {
      name: "a firewall that stops trusted services",
      stack: "dev",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          if (inputs.networkRuleSet) inputs.networkRuleSet.bypass = "None";
        }),
      ],
      says: "stops",
    },
  ],
  leftAlone: [
    {
      name: "a firewall that does not say, which trusted services pass",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          if (inputs.networkRuleSet) delete inputs.networkRuleSet.bypass;
        }),
      ],
    },
  ],
};
