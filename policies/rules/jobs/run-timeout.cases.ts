import type { RuleCases } from "../../cases/planted";
import { firstTask, job } from "./shared/planted-job";

export const cases: RuleCases = {
  caught: [
    {
      name: "a job without a time limit",
      stack: "prod.flight-delay",
      changes: [job("training", { timeoutSeconds: 0 })],
      says: "for ever",
    },
    {
      name: "a job that may last a week",
      stack: "prod.diabetes-progression",
      changes: [job("features", { timeoutSeconds: 604_800 })],
      says: "168 hours",
    },
    {
      name: "a task that may last longer than a day",
      stack: "prod.flight-delay",
      changes: [firstTask("training", { timeoutSeconds: 90_000 })],
      says: "approve may last 25 hours",
    },
  ],
  leftAlone: [
    {
      name: "a job that may last exactly a day",
      stack: "prod.flight-delay",
      changes: [job("training", { timeoutSeconds: 86_400 })],
    },
    {
      name: "a job that is meant to run without end",
      stack: "prod.flight-delay",
      changes: [
        job("batch-inference", { timeoutSeconds: 0, schedule: undefined, continuous: { pauseStatus: "UNPAUSED" } }),
      ],
    },
  ],
};
