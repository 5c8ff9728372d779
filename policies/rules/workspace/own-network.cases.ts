import { edit, type RuleCases, set } from "../../cases/planted";

const workspace = "azure-native:databricks:Workspace";

export const cases: RuleCases = {
  caught: [
    {
      name: "a workspace that makes its own network",
      changes: [set(workspace, "databricks-workspace", { "parameters.customVirtualNetworkId": undefined })],
      says: "no network of ours",
    },
    {
      name: "a workspace with serverless compute only",
      stack: "staging.platform",
      changes: [set(workspace, "databricks-workspace", { computeMode: "Serverless" })],
      says: "serverless compute only",
    },
    {
      name: "a workspace with one subnet for both cards",
      stack: "dev.platform",
      changes: [
        edit(workspace, "databricks-workspace", (inputs) => {
          if (inputs.parameters) inputs.parameters.customPrivateSubnetName = inputs.parameters.customPublicSubnetName;
        }),
      ],
      says: "share the subnet",
      engineFree: "names of subnets are Azure's own there",
    },
  ],
  leftAlone: [
    {
      name: "a workspace in our network that does not mention serverless compute",
      changes: [set(workspace, "databricks-workspace", { computeMode: undefined })],
    },
  ],
};
