import { edit, type RuleCases } from "../../testing/planted";

const servicePrincipal = "databricks:index/servicePrincipal:ServicePrincipal";

export const cases: RuleCases = {
  caught: [
    {
      name: "a run identity that outlives its project",
      stack: "prod.flight-delay",
      changes: [
        edit(servicePrincipal, "runner-service-principal", (inputs) => {
          inputs.disableAsUserDeletion = true;
        }),
      ],
      says: "only disables it",
    },
    {
      name: "an identity of which nothing is said",
      changes: [
        edit(servicePrincipal, "retraining-service-principal", (inputs) => {
          delete inputs.disableAsUserDeletion;
        }),
      ],
      says: "not said",
    },
  ],
  leftAlone: [
    {
      name: "an identity that is switched off for now",
      changes: [
        edit(servicePrincipal, "retraining-service-principal", (inputs) => {
          inputs.active = false;
        }),
      ],
    },
  ],
};
