import { type RuleCases, set } from "../../cases/planted";

const workspace = "azure-native:databricks:Workspace";

export const cases: RuleCases = {
  caught: [
    {
      name: "a workspace of the standard tier",
      changes: [set(workspace, "databricks-workspace", { sku: { name: "standard" } })],
      says: "standard",
    },
    {
      name: "a workspace on trial",
      stack: "dev.platform",
      changes: [set(workspace, "databricks-workspace", { sku: { name: "trial" } })],
      says: "the tier is trial",
    },
  ],
  leftAlone: [
    {
      name: "a premium workspace, spelled as Azure's own pages do",
      changes: [set(workspace, "databricks-workspace", { sku: { name: "Premium" } })],
    },
  ],
};
