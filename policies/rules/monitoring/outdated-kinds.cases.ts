import { type Change, type RuleCases, set } from "../../cases/planted";

/** Of a type that the estate does not use. */
const foreign = (type: string, inputs: object): Change => ({ kind: "add", type, name: "old", inputs });

export const cases: RuleCases = {
  caught: [
    {
      name: "an alert of the first kind",
      stack: "prod.flight-delay",
      changes: [foreign("databricks:index/alert:Alert", { displayName: "old", queryId: "17" })],
      says: "Alert, not AlertV2",
      engineFree: "the provider refuses it by itself",
    },
    {
      name: "a dashboard of the old kind",
      stack: "staging.diabetes-progression",
      changes: [foreign("databricks:index/sqlDashboard:SqlDashboard", { name: "old" })],
      says: "not Dashboard",
    },
  ],
  leftAlone: [
    {
      name: "an alert of the present kind that is called old",
      stack: "prod.flight-delay",
      changes: [set("databricks:index/alertV2:AlertV2", "alert-model-decays-alert", { displayName: "old: alert" })],
    },
  ],
};
