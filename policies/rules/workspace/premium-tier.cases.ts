import { edit, type RuleCases } from "../../testing/planted";

const workspace = "azure-native:databricks:Workspace";

export const cases: RuleCases = {
  caught: [
    {
      name: "a workspace of the standard tier",
      changes: [
        edit(workspace, "databricks-workspace", (inputs) => {
          inputs.sku = { name: "standard" };
        }),
      ],
      says: "standard",
    },
    {
      name: "a workspace on trial",
      stack: "dev",
      changes: [
        edit(workspace, "databricks-workspace", (inputs) => {
          inputs.sku = { name: "trial" };
        }),
      ],
    },
  ],
  leftAlone: [
    {
      name: "a premium workspace, spelled as Azure's own pages do",
      changes: [
        edit(workspace, "databricks-workspace", (inputs) => {
          inputs.sku = { name: "Premium" };
        }),
      ],
    },
  ],
};
