import { edit, type RuleCases } from "../../testing/planted";

const workspace = "azure-native:databricks:Workspace";

export const cases: RuleCases = {
  caught: [
    {
      name: "a workspace whose clusters get public addresses",
      changes: [
        edit(workspace, "databricks-workspace", (inputs) => {
          if (inputs.parameters) inputs.parameters.enableNoPublicIp = { value: false };
        }),
      ],
      says: "is off",
    },
    {
      name: "a workspace that does not say",
      stack: "dev",
      changes: [
        edit(workspace, "databricks-workspace", (inputs) => {
          delete inputs.parameters?.enableNoPublicIp;
        }),
      ],
      says: "not switched on",
    },
  ],
  leftAlone: [
    {
      name: "a workspace that answers on the internet, with clusters that do not",
      changes: [
        edit(workspace, "databricks-workspace", (inputs) => {
          inputs.publicNetworkAccess = "Enabled";
        }),
      ],
    },
  ],
};
