import { edit, type RuleCases } from "../../testing/planted";

const entitlements = "databricks:index/entitlements:Entitlements";

export const cases: RuleCases = {
  caught: [
    {
      name: "people in development who may create any cluster",
      stack: "dev",
      changes: [
        edit(entitlements, "entitlements-data-scientists", (inputs) => {
          inputs.allowClusterCreate = true;
        }),
      ],
      says: "any cluster",
    },
    {
      name: "a group of identities that may",
      changes: [
        edit("databricks:index/group:Group", "runners", (inputs) => {
          inputs.allowClusterCreate = true;
        }),
      ],
    },
    {
      name: "a run identity that may create pools",
      stack: "prod.flight-delay",
      changes: [
        edit("databricks:index/servicePrincipal:ServicePrincipal", "runner-service-principal", (inputs) => {
          inputs.allowInstancePoolCreate = true;
        }),
      ],
      says: "pool",
    },
  ],
  leftAlone: [
    {
      name: "people who may open the workspace and use SQL",
      stack: "dev",
      changes: [
        edit(entitlements, "entitlements-data-scientists", (inputs) => {
          inputs.allowClusterCreate = false;
          inputs.databricksSqlAccess = true;
        }),
      ],
    },
  ],
};
