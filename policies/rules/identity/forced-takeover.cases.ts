import { type RuleCases, set } from "../../cases/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "a group that may be somebody else's",
      changes: [set("databricks:index/group:Group", "runners", { force: true })],
      says: "taken over",
    },
    {
      name: "a run identity that may be somebody else's",
      stack: "dev.platform",
      changes: [
        set("databricks:index/servicePrincipal:ServicePrincipal", "flight-delay-runner-service-principal", {
          force: true,
        }),
      ],
      says: "a principal of the same name would be taken over",
    },
  ],
  leftAlone: [
    {
      name: "a group that must be new",
      changes: [set("databricks:index/group:Group", "runners", { force: false })],
    },
  ],
};
