import { type RuleCases, set } from "../../cases/planted";

const entitlements = "databricks:index/entitlements:Entitlements";

export const cases: RuleCases = {
  caught: [
    {
      name: "people in development who may create any cluster",
      stack: "dev.platform",
      changes: [set(entitlements, "entitlements-data-scientists", { allowClusterCreate: true })],
      says: "any cluster",
    },
    {
      name: "a group of identities that may",
      changes: [set("databricks:index/group:Group", "runners", { allowClusterCreate: true })],
      says: "it may create any cluster",
    },
    {
      name: "a run identity that may create pools",
      changes: [
        set("databricks:index/servicePrincipal:ServicePrincipal", "flight-delay-runner-service-principal", {
          allowInstancePoolCreate: true,
        }),
      ],
      says: "pool",
    },
  ],
  leftAlone: [
    {
      name: "people who may open the workspace and use SQL",
      stack: "dev.platform",
      changes: [
        set(entitlements, "entitlements-data-scientists", { allowClusterCreate: false, databricksSqlAccess: true }),
      ],
    },
  ],
};
