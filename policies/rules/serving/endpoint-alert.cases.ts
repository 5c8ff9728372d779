import { type RuleCases, remove, set } from "../../cases/planted";

const alert = "databricks:index/alertV2:AlertV2";

export const cases: RuleCases = {
  caught: [
    {
      name: "an endpoint whose alert was taken away",
      stack: "prod.flight-delay",
      changes: [remove(alert, "alert-model-decays-alert")],
      finds: ["endpoint"],
      says: "prod.flight_delay_monitoring.*",
    },
    {
      name: "an alert on another project's metrics",
      stack: "prod.flight-delay",
      changes: [
        set(alert, "alert-model-decays-alert", {
          queryText: "SELECT value FROM prod.other_monitoring.flight_delay_metrics",
        }),
      ],
      finds: ["endpoint"],
      says: "no alert reads prod.flight_delay.* or prod.flight_delay_monitoring.*",
    },
  ],
  leftAlone: [
    {
      name: "an alert on the requests themselves",
      stack: "prod.flight-delay",
      changes: [
        set(alert, "alert-model-decays-alert", {
          queryText: "SELECT count(*) AS value FROM `prod`.`flight_delay`.`flight_delay_requests_payload`",
        }),
      ],
    },
  ],
};
