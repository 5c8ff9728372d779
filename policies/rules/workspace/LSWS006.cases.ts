import { edit, type RuleCases, remove } from "../../testing/planted";

const endpoint = "azure-native:network:PrivateEndpoint";
const workspace = "azure-native:databricks:Workspace";

export const cases: RuleCases = {
  caught: [
    {
      name: "clusters that are expected over an endpoint that is not there",
      changes: [remove(endpoint, "private-endpoints-workspace")],
      finds: ["databricks-workspace"],
      says: "databricks_ui_api",
    },
    {
      name: "a closed workspace that nobody can sign in to",
      stack: "staging",
      changes: [
        edit(workspace, "databricks-workspace", (inputs) => {
          inputs.publicNetworkAccess = "Disabled";
        }),
      ],
      says: "browser_authentication",
    },
  ],
  leftAlone: [
    {
      name: "no endpoint, and clusters that are expected over the internet",
      changes: [
        remove(endpoint, "private-endpoints-workspace"),
        edit(workspace, "databricks-workspace", (inputs) => {
          inputs.requiredNsgRules = "AllRules";
        }),
      ],
    },
    {
      name: "a closed workspace whose endpoint also serves signing in",
      changes: [
        edit(endpoint, "private-endpoints-workspace", (inputs) => {
          for (const connection of inputs.privateLinkServiceConnections ?? []) {
            connection.groupIds = ["databricks_ui_api", "browser_authentication"];
          }
        }),
        edit(workspace, "databricks-workspace", (inputs) => {
          inputs.publicNetworkAccess = "Disabled";
        }),
      ],
    },
  ],
};
