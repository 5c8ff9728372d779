import { type RuleCases, set } from "../../cases/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "an account that answers over plain HTTP",
      changes: [set(account, "data-lake-account", { enableHttpsTrafficOnly: false })],
      says: "is allowed",
    },
    {
      name: "an account that does not say",
      stack: "dev.platform",
      changes: [set(account, "data-lake-account", { enableHttpsTrafficOnly: undefined })],
      says: "not refused",
    },
  ],
  leftAlone: [
    {
      name: "an account whose internet route is another, over HTTPS",
      changes: [set(account, "data-lake-account", { routingPreference: { routingChoice: "InternetRouting" } })],
    },
  ],
};
