import { edit, type RuleCases } from "../../testing/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "a group that brings SQL along",
      changes: [
        edit("databricks:index/group:Group", "runners", (inputs) => {
          inputs.databricksSqlAccess = true;
        }),
      ],
      says: "databricksSqlAccess",
    },
    {
      name: "a run identity that brings the workspace along",
      stack: "prod.flight-delay",
      changes: [
        edit("databricks:index/servicePrincipal:ServicePrincipal", "runner-service-principal", (inputs) => {
          inputs.workspaceAccess = true;
        }),
      ],
      says: "workspaceAccess",
    },
  ],
  leftAlone: [
    {
      name: "entitlements that are added where they belong",
      changes: [
        edit("databricks:index/entitlements:Entitlements", "entitlements-retraining", (inputs) => {
          inputs.databricksSqlAccess = true;
        }),
        edit("databricks:index/servicePrincipal:ServicePrincipal", "retraining-service-principal", (inputs) => {
          inputs.databricksSqlAccess = false;
        }),
      ],
    },
  ],
};
