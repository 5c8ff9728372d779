import { type RuleCases, set } from "../../cases/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "a group that brings SQL along",
      changes: [set("databricks:index/group:Group", "runners", { databricksSqlAccess: true })],
      says: "databricksSqlAccess",
    },
    {
      name: "a run identity that brings the workspace along",
      changes: [
        set("databricks:index/servicePrincipal:ServicePrincipal", "flight-delay-runner-service-principal", {
          workspaceAccess: true,
        }),
      ],
      says: "workspaceAccess",
    },
  ],
  leftAlone: [
    {
      name: "entitlements that are added where they belong",
      changes: [
        set("databricks:index/entitlements:Entitlements", "entitlements-retraining", { databricksSqlAccess: true }),
        set("databricks:index/servicePrincipal:ServicePrincipal", "retraining-service-principal", {
          databricksSqlAccess: false,
        }),
      ],
    },
  ],
};
