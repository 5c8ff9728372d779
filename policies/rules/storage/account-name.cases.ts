import { edit, type RuleCases } from "../../testing/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "a name with a dash",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.accountName = "lakestage-prod";
        }),
      ],
      says: "lakestage-prod",
      engineFree: "the engine refuses to replace what is protected",
    },
    {
      name: "a name that is too long by one",
      stack: "dev",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.accountName = "a".repeat(25);
        }),
      ],
    },
  ],
  leftAlone: [
    {
      name: "a name that is as long as it may be",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.accountName = "a".repeat(24);
        }),
      ],
    },
  ],
};
