import { ROLE_IDS } from "../../../azure/well-known-ids";
import { type RuleCases, set } from "../../cases/planted";

const ROLE = "azure-native:authorization:RoleAssignment";
const SUBSCRIPTION = "/subscriptions/5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01";

const definition = (id: string): string => `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${id}`;

export const cases: RuleCases = {
  caught: [
    {
      name: "pull requests that change another environment's resource group",
      stack: "dev.platform",
      changes: [
        set(ROLE, "preview-reader", {
          scope: `${SUBSCRIPTION}/resourceGroups/lakestage-prod`,
          roleDefinitionId: definition(ROLE_IDS.Contributor),
        }),
      ],
      says: "lakestage-dev-preview reaches scope lakestage-prod",
    },
    {
      name: "pull requests that give themselves any role on the subscription",
      changes: [set(ROLE, "preview-reader", { scope: SUBSCRIPTION, roleDefinitionId: definition(ROLE_IDS.Owner) })],
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
      stack: "staging.platform",
      changes: [
        set("databricks:index/restrictWorkspaceAdminsSetting:RestrictWorkspaceAdminsSetting", "restricted-admins", {
          "restrictWorkspaceAdmins.status": "ALLOW_ALL",
        }),
      ],
      says: "are not kept from running jobs as",
    },
  ],
  leftAlone: [
    {
      name: "pull requests that read costs in their own resource group",
      changes: [set(ROLE, "preview-reader", { roleDefinitionId: definition(ROLE_IDS["Cost Management Reader"]) })],
    },
    {
      name: "pull requests that see what there is in the subscription",
      changes: [set(ROLE, "preview-reader", { scope: SUBSCRIPTION })],
    },
  ],
};
