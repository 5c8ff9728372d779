import { type RuleCases, set } from "../../cases/planted";

const workspace = "azure-native:databricks:Workspace";

export const cases: RuleCases = {
  caught: [
    {
      name: "a workspace whose clusters get public addresses",
      changes: [set(workspace, "databricks-workspace", { "parameters.enableNoPublicIp": { value: false } })],
      says: "is off",
    },
    {
      name: "a workspace that does not say",
      stack: "dev.platform",
      changes: [set(workspace, "databricks-workspace", { "parameters.enableNoPublicIp": undefined })],
      says: "not switched on",
    },
  ],
  leftAlone: [
    {
      name: "a workspace that answers on the internet, with clusters that do not",
      changes: [set(workspace, "databricks-workspace", { publicNetworkAccess: "Enabled" })],
    },
  ],
};
