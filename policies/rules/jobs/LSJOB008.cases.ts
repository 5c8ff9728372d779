import type { RuleCases } from "../../testing/planted";
import { firstTask, job } from "./planted-job";

export const cases: RuleCases = {
  caught: [
    {
      name: "a training job of which three runs are allowed",
      stack: "prod.flight-delay",
      changes: [job("training", { maxConcurrentRuns: 3 })],
      says: "3 runs",
    },
    {
      name: "a training job that calls itself otherwise",
      stack: "staging.diabetes-progression",
      changes: [job("training", { name: "nightly", maxConcurrentRuns: 2 })],
    },
    {
      name: "a training job of which no run is allowed",
      stack: "prod.flight-delay",
      changes: [job("training", { maxConcurrentRuns: 0 })],
      says: "0 runs",
    },
  ],
  leftAlone: [
    {
      name: "a job that scores trains, several at a time",
      stack: "prod.flight-delay",
      changes: [
        job("batch-inference", { name: "trains-batch-inference", maxConcurrentRuns: 3 }),
        firstTask("batch-inference", { taskKey: "trains" }),
      ],
    },
  ],
};
