import { edit, type RuleCases, set } from "../../cases/planted";

const workspace = "azure-native:databricks:Workspace";
const closed = set(workspace, "databricks-workspace", { publicNetworkAccess: "Disabled" });

export const cases: RuleCases = {
  caught: [
    {
      name: "a closed workspace that nobody can sign in to",
      stack: "staging.platform",
      changes: [closed],
      says: "browser_authentication",
    },
  ],
  leftAlone: [
    {
      name: "a closed workspace whose endpoint also serves signing in",
      changes: [
        closed,
        edit("azure-native:network:PrivateEndpoint", "private-endpoints-workspace", (inputs) => {
          for (const connection of inputs.privateLinkServiceConnections ?? []) {
            connection.groupIds = ["databricks_ui_api", "browser_authentication"];
          }
        }),
      ],
    },
    {
      name: "an open workspace, which needs no such endpoint",
      changes: [set(workspace, "databricks-workspace", { publicNetworkAccess: "Enabled" })],
    },
  ],
};
