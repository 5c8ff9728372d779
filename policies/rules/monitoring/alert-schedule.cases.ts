import { type RuleCases, set } from "../../cases/planted";

const alert = "databricks:index/alertV2:AlertV2";

export const cases: RuleCases = {
  caught: [
    {
      name: "an alert that is paused",
      stack: "prod.flight-delay",
      changes: [set(alert, "alert-model-decays-alert", { "schedule.pauseStatus": "PAUSED" })],
      says: "paused",
    },
    {
      name: "an alert without a schedule",
      stack: "staging.flight-delay",
      changes: [set(alert, "alert-model-decays-alert", { schedule: undefined })],
      says: "nothing evaluates it",
      engineFree: "the provider refuses it by itself",
    },
  ],
  leftAlone: [
    {
      name: "an alert that does not say that it is not paused",
      stack: "prod.flight-delay",
      changes: [set(alert, "alert-model-decays-alert", { "schedule.pauseStatus": undefined })],
    },
  ],
};
