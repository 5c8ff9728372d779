import { type RuleCases, set } from "../../cases/planted";

const dashboard = "databricks:index/dashboard:Dashboard";

export const cases: RuleCases = {
  caught: [
    {
      name: "a dashboard with credentials",
      stack: "prod.flight-delay",
      changes: [set(dashboard, "dashboard", { embedCredentials: true })],
      says: "embedded",
    },
    {
      name: "a dashboard that does not say",
      stack: "dev.diabetes-progression",
      changes: [set(dashboard, "dashboard", { embedCredentials: undefined })],
      says: "not left out",
      engineFree: "the provider fills its default in before the engine shows the resource to rules",
    },
  ],
  leftAlone: [
    {
      name: "a dashboard of which people speak as if it had some",
      stack: "prod.flight-delay",
      changes: [set(dashboard, "dashboard", { displayName: "embedded credentials" })],
    },
  ],
};
