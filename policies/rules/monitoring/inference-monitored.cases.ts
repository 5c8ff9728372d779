import { type RuleCases, remove } from "../../cases/planted";
import { monitor } from "./shared/planted-monitoring";

export const cases: RuleCases = {
  caught: [
    {
      name: "predictions whose monitor was taken away",
      stack: "prod.diabetes-progression",
      changes: [remove("databricks:index/qualityMonitor:QualityMonitor", "monitor-predictions")],
      finds: ["batch-inference"],
      says: "prod.diabetes_progression.predictions",
    },
    {
      name: "a monitor of another table",
      stack: "dev.flight-delay",
      changes: [monitor("monitor-predictions", { tableName: "dev.flight_delay.predictions_of_old" })],
      finds: ["batch-inference"],
      says: "no monitor watches dev.flight_delay.predictions",
    },
  ],
  leftAlone: [
    {
      name: "a monitor that is told the table in other letters",
      stack: "prod.flight-delay",
      changes: [monitor("monitor-predictions", { tableName: "PROD.flight_delay.`predictions`" })],
    },
    {
      name: "requests whose monitor was taken away, which is no matter of jobs",
      stack: "prod.flight-delay",
      changes: [remove("databricks:index/qualityMonitor:QualityMonitor", "monitor-requests")],
    },
  ],
};
