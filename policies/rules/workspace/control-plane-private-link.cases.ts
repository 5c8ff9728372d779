import { edit, type RuleCases } from "../../testing/planted";

const workspace = "azure-native:databricks:Workspace";

export const cases: RuleCases = {
  caught: [
    {
      name: "a workspace whose clusters go over the internet",
      changes: [
        edit(workspace, "databricks-workspace", (inputs) => {
          inputs.requiredNsgRules = "AllRules";
        }),
      ],
      says: "AllRules",
    },
    {
      name: "a workspace that does not say",
      stack: "staging",
      changes: [
        edit(workspace, "databricks-workspace", (inputs) => {
          delete inputs.requiredNsgRules;
        }),
      ],
    },
  ],
  leftAlone: [
    {
      name: "a workspace whose pages people reach over the internet, and clusters do not",
      changes: [
        edit(workspace, "databricks-workspace", (inputs) => {
          inputs.publicNetworkAccess = "Enabled";
          inputs.requiredNsgRules = "NoAzureDatabricksRules";
        }),
      ],
    },
  ],
};
