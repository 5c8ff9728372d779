import { type RuleCases, set } from "../../cases/planted";

const account = "azure-native:storage:StorageAccount";

export const cases: RuleCases = {
  caught: [
    {
      name: "copies in one building",
      changes: [set(account, "data-lake-account", { sku: { name: "Standard_LRS" } })],
      says: "Standard_LRS",
    },
  ],
  leftAlone: [
    {
      name: "copies in a second region",
      changes: [set(account, "data-lake-account", { sku: { name: "Standard_RAGRS" } })],
    },
    {
      name: "copies in one building, in development",
      stack: "dev.platform",
      changes: [set(account, "data-lake-account", { sku: { name: "Premium_LRS" } })],
    },
  ],
};
