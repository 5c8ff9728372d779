import { edit, type RuleCases } from "../../testing/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "an account whose containers may be opened to everybody",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.allowBlobPublicAccess = true;
        }),
      ],
      says: "is allowed",
    },
    {
      name: "an account that does not say",
      stack: "staging",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          delete inputs.allowBlobPublicAccess;
        }),
      ],
      says: "not refused",
    },
  ],
  leftAlone: [
    {
      name: "an account that is reachable from the internet, where everybody must sign in",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.networkRuleSet = { defaultAction: "Allow" };
        }),
      ],
    },
  ],
};
