import { type RuleCases, set } from "../../cases/planted";

const servicePrincipal = "databricks:index/servicePrincipal:ServicePrincipal";

export const cases: RuleCases = {
  caught: [
    {
      name: "a run identity that outlives its project",
      changes: [set(servicePrincipal, "flight-delay-runner-service-principal", { disableAsUserDeletion: true })],
      says: "only disables it",
    },
    {
      name: "an identity of which nothing is said",
      changes: [set(servicePrincipal, "retraining-service-principal", { disableAsUserDeletion: undefined })],
      says: "not said",
    },
  ],
  leftAlone: [
    {
      name: "an identity that is switched off for now",
      changes: [set(servicePrincipal, "retraining-service-principal", { active: false })],
    },
  ],
};
