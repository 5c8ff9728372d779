import type { RuleCases } from "../../cases/planted";
import { firstTask, job } from "./shared/planted-job";

export const cases: RuleCases = {
  caught: [
    {
      name: "batch inference that nothing starts",
      stack: "prod.flight-delay",
      changes: [job("batch-inference", { schedule: undefined })],
      says: "it is to score",
    },
    {
      name: "monitoring out of a wheel that nothing starts",
      stack: "staging.diabetes-progression",
      changes: [
        job("monitoring", { schedule: undefined }),
        firstTask("monitoring", {
          sparkPythonTask: undefined,
          pythonWheelTask: { packageName: "lakestage_pipelines", entryPoint: "monitor" },
        }),
      ],
      says: "it is to monitor",
    },
  ],
  leftAlone: [
    {
      name: "training that only alerts start",
      stack: "prod.flight-delay",
      changes: [job("training", { schedule: undefined })],
    },
    {
      name: "batch inference that new rows start",
      stack: "prod.flight-delay",
      changes: [
        job("batch-inference", {
          schedule: undefined,
          trigger: { tableUpdate: { tableNames: ["prod.flight_delay.flight_features"] } },
        }),
      ],
    },
    {
      name: "batch inference that new rows start once there is their table",
      stack: "prod.flight-delay",
      changes: [job("batch-inference", { schedule: undefined, tags: { waits_for_tables: "true" } })],
    },
  ],
};
