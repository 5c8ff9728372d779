import { edit, type RuleCases } from "../../testing/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "an account in another region",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.location = "eastus";
        }),
      ],
      says: "eastus",
      engineFree: "the engine refuses to replace what is protected",
    },
  ],
  leftAlone: [
    {
      name: "the region by its long name",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.location = "West Europe";
        }),
      ],
    },
  ],
};
