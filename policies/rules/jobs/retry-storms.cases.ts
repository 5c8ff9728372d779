import type { RuleCases } from "../../cases/planted";
import { firstTask } from "./shared/planted-job";

export const cases: RuleCases = {
  caught: [
    {
      name: "attempts without end",
      stack: "prod.flight-delay",
      changes: [firstTask("features", { maxRetries: -1 })],
      says: "without end",
    },
    {
      name: "a task that is tried again when its time is up",
      stack: "staging.flight-delay",
      changes: [firstTask("training", { retryOnTimeout: true })],
      says: "time is up",
    },
    {
      name: "attempts that follow each other at once",
      stack: "prod.diabetes-progression",
      changes: [firstTask("monitoring", { maxRetries: 8, minRetryIntervalMillis: 0 })],
      says: "8 times at once",
    },
  ],
  leftAlone: [
    {
      name: "many attempts with time between them",
      stack: "prod.flight-delay",
      changes: [firstTask("features", { maxRetries: 8, minRetryIntervalMillis: 600_000 })],
    },
    {
      name: "two attempts that follow at once",
      stack: "prod.flight-delay",
      changes: [firstTask("features", { maxRetries: 2, minRetryIntervalMillis: 0 })],
    },
  ],
};
