import { edit, type RuleCases } from "../../testing/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "a group that may be somebody else's",
      changes: [
        edit("databricks:index/group:Group", "runners", (inputs) => {
          inputs.force = true;
        }),
      ],
      says: "taken over",
    },
    {
      name: "a run identity that may be somebody else's",
      stack: "dev.flight-delay",
      changes: [
        edit("databricks:index/servicePrincipal:ServicePrincipal", "runner-service-principal", (inputs) => {
          inputs.force = true;
        }),
      ],
    },
  ],
  leftAlone: [
    {
      name: "a group that must be new",
      changes: [
        edit("databricks:index/group:Group", "runners", (inputs) => {
          inputs.force = false;
        }),
      ],
    },
  ],
};
