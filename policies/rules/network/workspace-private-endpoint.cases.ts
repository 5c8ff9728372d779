import { type RuleCases, remove, set } from "../../cases/planted";

const endpoint = "azure-native:network:PrivateEndpoint";
const workspace = "azure-native:databricks:Workspace";

export const cases: RuleCases = {
  caught: [
    {
      name: "no endpoint, and no rule for the public address",
      changes: [remove(endpoint, "private-endpoints-workspace")],
      finds: ["databricks-workspace"],
      says: "nothing leads to its control plane: no private endpoint for databricks_ui_api",
    },
    {
      name: "an endpoint for people's sign-in only, and no public access",
      stack: "dev.platform",
      changes: [
        set(workspace, "databricks-workspace", { publicNetworkAccess: "Disabled", requiredNsgRules: "AllRules" }),
        set(endpoint, "private-endpoints-workspace", {
          "privateLinkServiceConnections[0].groupIds": ["browser_authentication"],
        }),
      ],
      finds: ["databricks-workspace"],
      says: "nothing leads to its control plane: no private endpoint for databricks_ui_api",
    },
  ],
  leftAlone: [
    {
      name: "no endpoint, and rules for the public address",
      changes: [
        remove(endpoint, "private-endpoints-workspace"),
        set(workspace, "databricks-workspace", { requiredNsgRules: "AllRules" }),
      ],
    },
  ],
};
