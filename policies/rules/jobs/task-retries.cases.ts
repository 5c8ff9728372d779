import type { RuleCases } from "../../cases/planted";
import { firstTask, job } from "./shared/planted-job";

export const cases: RuleCases = {
  caught: [
    {
      name: "a task with a single attempt",
      stack: "prod.flight-delay",
      changes: [firstTask("features", { maxRetries: 0 })],
      says: "features",
    },
    {
      name: "a repeated task with a single attempt",
      stack: "prod.flight-delay",
      changes: [
        firstTask("features", {
          sparkPythonTask: undefined,
          maxRetries: 0,
          forEachTask: {
            inputs: "[1, 2]",
            task: { taskKey: "one-airport", notebookTask: { notebookPath: "/Projects/flight-delay/one-airport" } },
          },
        }),
      ],
      says: "one-airport",
    },
  ],
  leftAlone: [
    {
      name: "a condition, which has nothing that could fail for a moment",
      stack: "prod.flight-delay",
      changes: [
        firstTask("features", {
          maxRetries: 0,
          sparkPythonTask: undefined,
          conditionTask: { left: "{{job.trigger.type}}", op: "EQUAL_TO", right: "PERIODIC" },
        }),
      ],
    },
    {
      name: "what judges a version, and would say the same again",
      stack: "prod.flight-delay",
      changes: [
        firstTask("features", {
          maxRetries: 0,
          sparkPythonTask: undefined,
          pythonWheelTask: { packageName: "lakestage_pipelines", entryPoint: "validate" },
        }),
      ],
    },
    {
      name: "a continuous job, whose tasks may have no attempts of their own",
      stack: "prod.flight-delay",
      changes: [
        job("features", { schedule: undefined, continuous: { pauseStatus: "UNPAUSED" } }),
        firstTask("features", { maxRetries: undefined }),
      ],
    },
  ],
};
