import { add, type RuleCases } from "../../cases/planted";
import { job } from "./shared/planted-job";

const JOB = "databricks:index/job:Job";

export const cases: RuleCases = {
  caught: [
    {
      name: "a job in the old form",
      stack: "prod.flight-delay",
      changes: [add(JOB, "old", { name: "old", notebookTask: { notebookPath: "/Users/ada@lakestage.example/old" } })],
      says: "tasks",
    },
    {
      name: "a cluster outside of the list",
      stack: "dev.flight-delay",
      changes: [job("features", { newCluster: { sparkVersion: "17.3.x-scala2.13" } })],
      says: "newCluster",
    },
  ],
  leftAlone: [
    {
      name: "a job of several tasks whose deprecated properties are empty",
      stack: "prod.flight-delay",
      changes: [job("training", { existingClusterId: "", maxRetries: 0 })],
    },
  ],
};
