import { type RuleCases, set } from "../../cases/planted";

const job = "databricks:index/job:Job";

export const cases: RuleCases = {
  caught: [
    {
      name: "tables that are published to another service",
      stack: "prod.flight-delay",
      changes: [set(job, "monitoring", { "tasks[0].powerBiTask": { connectionResourceName: "stranger" } })],
      says: "no rule looks at a powerBiTask",
    },
    {
      name: "a notebook in a clean room",
      stack: "dev.flight-delay",
      changes: [
        set(job, "monitoring", {
          "tasks[0].cleanRoomsNotebookTask": { cleanRoomName: "with-stranger", notebookName: "theirs" },
        }),
      ],
      says: "no rule looks at a cleanRoomsNotebookTask",
    },
  ],
  leftAlone: [
    {
      name: "a task that starts another job",
      stack: "prod.flight-delay",
      changes: [set(job, "monitoring", { "tasks[0].runJobTask": { jobId: 17 } })],
    },
  ],
};
