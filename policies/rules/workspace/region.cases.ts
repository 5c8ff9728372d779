import { type RuleCases, set } from "../../cases/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "logs in another region",
      changes: [set("azure-native:operationalinsights:Workspace", "logs-workspace", { location: "eastus" })],
      says: "eastus",
    },
    {
      name: "a workspace in the neighbouring region",
      stack: "dev.platform",
      changes: [set("azure-native:databricks:Workspace", "databricks-workspace", { location: "westeurope2" })],
      says: "the location is westeurope2, the estate's is westeurope",
    },
    {
      name: "storage in another region",
      changes: [set("azure-native:storage:StorageAccount", "data-lake-account", { location: "eastus" })],
      says: "eastus",
      engineFree: "the engine refuses to replace what is protected",
    },
  ],
  leftAlone: [
    {
      name: "the estate's region under its name for people",
      changes: [set("azure-native:keyvault:Vault", "key-vault-vault", { location: "West Europe" })],
    },
    {
      name: "storage in the region by its long name",
      changes: [set("azure-native:storage:StorageAccount", "data-lake-account", { location: "West Europe" })],
    },
  ],
};
