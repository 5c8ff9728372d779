import { ROLE_IDS } from "../../../azure/well-known-ids";
import { type RuleCases, set } from "../../cases/planted";

const ROLE = "azure-native:authorization:RoleAssignment";
const SUBSCRIPTION = "/subscriptions/5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01";

const definition = (id: string): string => `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${id}`;

export const cases: RuleCases = {
  caught: [
    {
      name: "a pipeline that changes another environment's resource group",
      stack: "dev",
      changes: [set(ROLE, "deployment-contributor", { scope: `${SUBSCRIPTION}/resourceGroups/lakestage-prod` })],
      says: "lakestage-dev-deployment reaches scope lakestage-prod",
    },
    {
      name: "a pipeline that gives itself any role on the subscription",
      changes: [set(ROLE, "deployment-budget", { roleDefinitionId: definition(ROLE_IDS.Owner) })],
      says: "may give itself any role on subscription",
    },
    {
      name: "a pipeline that administers a workspace that is not its environment's",
      changes: [
        set("databricks:index/mwsPermissionAssignment:MwsPermissionAssignment", "members-deployment", {
          workspaceId: "4242424242424242",
        }),
      ],
      says: "administers the workspace of 4242424242424242",
    },
    {
      name: "a pipeline that manages another environment's catalog",
      changes: [set("databricks:index/grants:Grants", "unity-catalog-catalog-grants", { catalog: "dev" })],
      says: "holds MANAGE on catalog dev",
    },
    {
      name: "a workspace whose admins run jobs as anybody, of which the pipeline is one",
      stack: "staging",
      changes: [
        set(
          "databricks:index/restrictWorkspaceAdminsSetting:RestrictWorkspaceAdminsSetting",
          "workspace-settings-admins",
          {
            "restrictWorkspaceAdmins.status": "ALLOW_ALL",
          },
        ),
      ],
      says: "are not kept from running jobs as",
    },
  ],
  leftAlone: [
    {
      name: "a pipeline that may give itself any role in its own resource group",
      changes: [set(ROLE, "deployment-access", { condition: undefined })],
    },
    {
      name: "a pipeline that sees what there is in the subscription",
      changes: [set(ROLE, "deployment-budget", { roleDefinitionId: definition(ROLE_IDS.Reader) })],
    },
  ],
};
