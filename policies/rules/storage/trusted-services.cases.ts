import { type RuleCases, set } from "../../cases/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "logs that any network may read",
      changes: [set(account, "data-lake-account", { "networkRuleSet.bypass": "Logging, AzureServices" })],
      says: "Logging may be read",
    },
    {
      name: "a firewall that stops trusted services",
      stack: "dev.platform",
      changes: [set(account, "data-lake-account", { "networkRuleSet.bypass": "None" })],
      says: "stops",
    },
  ],
  leftAlone: [
    {
      name: "a firewall that does not say, which trusted services pass",
      changes: [set(account, "data-lake-account", { "networkRuleSet.bypass": undefined })],
    },
  ],
};
