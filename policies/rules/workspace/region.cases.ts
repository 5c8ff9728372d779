import { edit, type RuleCases } from "../../testing/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "logs in another region",
      changes: [
        edit("azure-native:operationalinsights:Workspace", "logs-workspace", (inputs) => {
          inputs.location = "eastus";
        }),
      ],
      says: "eastus",
    },
    {
      name: "a workspace in the neighbouring region",
      stack: "dev",
      changes: [
        edit("azure-native:databricks:Workspace", "databricks-workspace", (inputs) => {
          inputs.location = "westeurope2";
        }),
      ],
    },
  ],
  leftAlone: [
    {
      name: "the estate's region under its name for people",
      changes: [
        edit("azure-native:keyvault:Vault", "key-vault-vault", (inputs) => {
          inputs.location = "West Europe";
        }),
      ],
    },
  ],
};
