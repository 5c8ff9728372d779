import { edit, type RuleCases } from "../../testing/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "production's run identities in development's group",
      changes: [
        edit("databricks:index/group:Group", "runners", (inputs) => {
          inputs.displayName = "lakestage-dev-runners";
        }),
      ],
      says: "lakestage-dev-runners",
      engineFree: "what names the group changes with it",
    },
    {
      name: "an identity of no environment",
      stack: "prod.flight-delay",
      changes: [
        edit("databricks:index/servicePrincipal:ServicePrincipal", "runner-service-principal", (inputs) => {
          inputs.displayName = "flight-delay";
        }),
      ],
    },
  ],
  leftAlone: [
    {
      name: "another group of the environment",
      changes: [
        edit("databricks:index/group:Group", "runners", (inputs) => {
          inputs.displayName = "lakestage-prod-run-identities";
        }),
      ],
    },
  ],
};
