import type { RuleCases } from "../../cases/planted";
import { firstTask } from "./shared/planted-job";

export const cases: RuleCases = {
  caught: [
    {
      name: "a task on a cluster that people work on",
      stack: "prod.flight-delay",
      changes: [firstTask("features", { jobClusterKey: undefined, existingClusterId: "1121-140326-q7f4rk2n" })],
      says: "1121-140326-q7f4rk2n",
    },
    {
      name: "a repeated task on such a cluster",
      stack: "staging.flight-delay",
      changes: [
        firstTask("features", {
          forEachTask: { inputs: "[1]", task: { taskKey: "one", existingClusterId: "1121-140326-q7f4rk2n" } },
        }),
      ],
      says: "task one",
    },
  ],
  leftAlone: [
    {
      name: "a task on a cluster of the job that is called after another",
      stack: "prod.flight-delay",
      changes: [firstTask("features", { jobClusterKey: "1121-140326-q7f4rk2n", existingClusterId: "" })],
    },
  ],
};
