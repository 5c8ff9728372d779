import { type RuleCases, set } from "../../cases/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "production's run identities in development's group",
      changes: [set("databricks:index/group:Group", "runners", { displayName: "lakestage-dev-runners" })],
      says: "lakestage-dev-runners",
      engineFree: "what names the group changes with it",
    },
    {
      name: "an identity of no environment",
      changes: [
        set("databricks:index/servicePrincipal:ServicePrincipal", "flight-delay-runner-service-principal", {
          displayName: "flight-delay",
        }),
      ],
      says: "the name flight-delay does not begin with lakestage-prod-",
    },
  ],
  leftAlone: [
    {
      name: "another group of the environment",
      changes: [set("databricks:index/group:Group", "runners", { displayName: "lakestage-prod-run-identities" })],
    },
  ],
};
