import type { RuleCases } from "../../cases/planted";
import { firstTask, job } from "./shared/planted-job";

export const cases: RuleCases = {
  caught: [
    {
      name: "a training job of which three runs are allowed",
      stack: "prod.flight-delay",
      changes: [job("training", { maxConcurrentRuns: 3 })],
      says: "3 runs",
    },
    {
      name: "a job of which no run is allowed",
      stack: "staging.diabetes-progression",
      changes: [job("features", { maxConcurrentRuns: 0 })],
      says: "0 runs",
    },
  ],
  leftAlone: [
    {
      name: "a job that does not say, for which Databricks allows one",
      stack: "prod.flight-delay",
      changes: [job("training", { maxConcurrentRuns: undefined })],
    },
    {
      name: "one run that does many things at a time",
      stack: "prod.flight-delay",
      changes: [
        firstTask("features", {
          sparkPythonTask: undefined,
          forEachTask: { inputs: "[1, 2, 3]", concurrency: 3, task: { taskKey: "one", maxRetries: 1 } },
        }),
      ],
    },
  ],
};
