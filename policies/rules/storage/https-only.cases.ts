import { edit, type RuleCases } from "../../testing/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "an account that answers over plain HTTP",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.enableHttpsTrafficOnly = false;
        }),
      ],
      says: "is allowed",
    },
    {
      name: "an account that does not say",
      stack: "dev",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          delete inputs.enableHttpsTrafficOnly;
        }),
      ],
      says: "not refused",
    },
  ],
  leftAlone: [
    {
      name: "an account whose internet route is another, over HTTPS",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.routingPreference = { routingChoice: "InternetRouting" };
        }),
      ],
    },
  ],
};
