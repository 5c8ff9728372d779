import { edit, type RuleCases } from "../../testing/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "copies in one building",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.sku = { name: "Standard_LRS" };
        }),
      ],
      says: "Standard_LRS",
    },
  ],
  leftAlone: [
    {
      name: "copies in a second region",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.sku = { name: "Standard_RAGRS" };
        }),
      ],
    },
    {
      name: "copies in one building, in development",
      stack: "dev",
      changes: [
        edit(account, "data-lake-account", (inputs) => {
          inputs.sku = { name: "Premium_LRS" };
        }),
      ],
    },
  ],
};
