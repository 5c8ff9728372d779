import type { RuleCases } from "../../cases/planted";
import { firstTask, job } from "./shared/planted-job";

export const cases: RuleCases = {
  caught: [
    {
      name: "a task that waits for one that is not there",
      stack: "prod.flight-delay",
      changes: [firstTask("training", { dependsOns: [{ taskKey: "evaluate" }] })],
      says: "evaluate, which is not there",
    },
    {
      name: "tasks that wait for each other",
      stack: "staging.flight-delay",
      changes: [firstTask("training", { dependsOns: [{ taskKey: "deploy" }] })],
      says: "approve → deploy → approve",
    },
    {
      name: "a task on a cluster that nobody declared",
      stack: "dev.diabetes-progression",
      changes: [firstTask("features", { jobClusterKey: "large" })],
      says: "cluster large",
    },
  ],
  leftAlone: [
    {
      name: "a task that waits for two others",
      stack: "prod.flight-delay",
      changes: [firstTask("training", { dependsOns: [{ taskKey: "train" }, { taskKey: "validate" }] })],
    },
    {
      name: "a job of one task, which waits for none",
      stack: "prod.flight-delay",
      changes: [job("features", { tasks: [{ taskKey: "features", jobClusterKey: "job", dependsOns: [] }] })],
    },
  ],
};
