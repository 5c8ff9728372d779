import { type RuleCases, set } from "../../cases/planted";

const workspace = "azure-native:databricks:Workspace";

export const cases: RuleCases = {
  caught: [
    {
      name: "a workspace whose clusters go over the internet",
      changes: [set(workspace, "databricks-workspace", { requiredNsgRules: "AllRules" })],
      says: "AllRules",
    },
    {
      name: "a workspace that does not say",
      stack: "staging.platform",
      changes: [set(workspace, "databricks-workspace", { requiredNsgRules: undefined })],
      says: "the workspace asks for AllRules, those of a control plane on the internet",
    },
  ],
  leftAlone: [
    {
      name: "a workspace whose pages people reach over the internet, and clusters do not",
      changes: [
        set(workspace, "databricks-workspace", {
          publicNetworkAccess: "Enabled",
          requiredNsgRules: "NoAzureDatabricksRules",
        }),
      ],
    },
  ],
};
