import { add, type RuleCases } from "../../cases/planted";

const SUBSCRIPTION = "/subscriptions/5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01";
const READER = `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7`;

export const cases: RuleCases = {
  caught: [
    {
      name: "a service principal that a project makes for itself",
      stack: "dev.flight-delay",
      changes: [add("databricks:index/servicePrincipal:ServicePrincipal", "helper", { displayName: "helper" })],
      says: "ServicePrincipal takes an account admin",
    },
    {
      name: "a policy of serverless costs in an environment's stack",
      stack: "prod",
      changes: [add("databricks:index/budgetPolicy:BudgetPolicy", "costs", { policyName: "costs" })],
      says: "BudgetPolicy takes an account admin",
    },
    {
      name: "whoever administers the workspace, restricted by itself",
      stack: "staging",
      changes: [
        add("databricks:index/restrictWorkspaceAdminsSetting:RestrictWorkspaceAdminsSetting", "admins", {
          restrictWorkspaceAdmins: { status: "RESTRICT_TOKENS_AND_JOB_RUN_AS" },
        }),
      ],
      says: "RestrictWorkspaceAdminsSetting takes an account admin",
    },
    {
      name: "a catalog of the project's own",
      stack: "prod.flight-delay",
      changes: [add("databricks:index/catalog:Catalog", "own", { name: "flights" })],
      says: "Catalog takes a privilege on the metastore",
    },
    {
      name: "a catalog that a pipeline binds to a workspace",
      stack: "dev",
      changes: [
        add("databricks:index/workspaceBinding:WorkspaceBinding", "bound", {
          securableName: "dev",
          securableType: "catalog",
          workspaceId: "1000000000000001",
        }),
      ],
      says: "WorkspaceBinding takes the catalog's or the location's owner",
    },
    {
      name: "a role in Azure that a project gives to somebody",
      stack: "prod.diabetes-progression",
      changes: [
        add("azure-native:authorization:RoleAssignment", "reader", {
          principalId: "0b8e3a0c-52f1-4c0e-8b8f-0d9b3b7f6a11",
          principalType: "ServicePrincipal",
          roleDefinitionId: READER,
          scope: `${SUBSCRIPTION}/resourceGroups/lakestage-prod`,
        }),
      ],
      says: "RoleAssignment takes a role in Azure",
      engineFree: "a project's stack has no provider of Azure",
    },
  ],
  leftAlone: [
    {
      name: "a group in the platform's stack",
      stack: "prod.platform",
      changes: [add("databricks:index/group:Group", "auditors", { displayName: "lakestage-prod-auditors" })],
    },
    {
      name: "a schema of the project's",
      stack: "prod.flight-delay",
      changes: [add("databricks:index/schema:Schema", "more", { catalogName: "prod", name: "flight_delay_more" })],
    },
    {
      name: "a policy for clusters in an environment's stack",
      stack: "prod",
      changes: [add("databricks:index/clusterPolicy:ClusterPolicy", "more", { name: "more", definition: "{}" })],
    },
  ],
};
