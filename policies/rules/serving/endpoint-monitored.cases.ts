import { type RuleCases, remove, set } from "../../cases/planted";

const monitor = "databricks:index/qualityMonitor:QualityMonitor";

export const cases: RuleCases = {
  caught: [
    {
      name: "an endpoint whose monitor was taken away",
      stack: "prod.flight-delay",
      changes: [remove(monitor, "monitor-requests")],
      finds: ["endpoint"],
      says: "prod.flight_delay.flight_delay_requests_payload",
    },
    {
      name: "a monitor that watches another table",
      stack: "staging.flight-delay",
      changes: [set(monitor, "monitor-requests", { tableName: "staging.flight_delay.requests" })],
      finds: ["endpoint"],
      says: "no monitor watches staging.flight_delay.flight_delay_requests_payload",
    },
  ],
  leftAlone: [
    {
      name: "a monitor that quotes the table's name",
      stack: "prod.flight-delay",
      changes: [
        set(monitor, "monitor-requests", { tableName: "`prod`.`flight_delay`.`flight_delay_requests_payload`" }),
      ],
    },
    {
      name: "an endpoint whose other monitor, of predictions in batches, was taken away",
      stack: "prod.flight-delay",
      changes: [remove(monitor, "monitor-predictions")],
    },
  ],
};
