import { edit, type RuleCases, remove } from "../../testing/planted";

const endpoint = "azure-native:network:PrivateEndpoint";
const workspace = "azure-native:databricks:Workspace";

export const cases: RuleCases = {
  caught: [
    {
      name: "no endpoint, and no rule for the public address",
      changes: [remove(endpoint, "private-endpoints-workspace")],
      finds: ["databricks-workspace"],
    },
    {
      name: "an endpoint for people's sign-in only, and no public access",
      stack: "dev",
      changes: [
        edit(workspace, "databricks-workspace", (inputs) => {
          inputs.publicNetworkAccess = "Disabled";
          inputs.requiredNsgRules = "AllRules";
        }),
        edit(endpoint, "private-endpoints-workspace", (inputs) => {
          const [connection] = inputs.privateLinkServiceConnections ?? [];
          if (connection) connection.groupIds = ["browser_authentication"];
        }),
      ],
      finds: ["databricks-workspace"],
    },
  ],
  leftAlone: [
    {
      name: "no endpoint, and rules for the public address",
      changes: [
        remove(endpoint, "private-endpoints-workspace"),
        edit(workspace, "databricks-workspace", (inputs) => {
          inputs.requiredNsgRules = "AllRules";
        }),
      ],
    },
  ],
};
