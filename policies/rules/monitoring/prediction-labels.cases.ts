import { type RuleCases, set } from "../../cases/planted";
import { monitor } from "./shared/planted-monitoring";

export const cases: RuleCases = {
  caught: [
    {
      name: "a monitor of predictions without labels",
      stack: "prod.diabetes-progression",
      changes: [
        set("databricks:index/qualityMonitor:QualityMonitor", "monitor-predictions", {
          "inferenceLog.labelCol": undefined,
        }),
      ],
      says: "prediction is compared with nothing",
    },
  ],
  leftAlone: [
    {
      name: "a monitor of the same table as a mere series in time",
      stack: "prod.diabetes-progression",
      changes: [
        monitor("monitor-predictions", {
          inferenceLog: undefined,
          timeSeries: { granularities: ["1 day"], timestampCol: "predicted_at" },
        }),
      ],
    },
  ],
};
