import { type RuleCases, set } from "../../cases/planted";
import { firstTask, job } from "./shared/planted-job";

export const cases: RuleCases = {
  caught: [
    {
      name: "a paused schedule",
      stack: "prod.flight-delay",
      changes: [set("databricks:index/job:Job", "training", { "schedule.pauseStatus": "PAUSED" })],
      says: "schedule is paused",
    },
    {
      name: "a paused trigger",
      stack: "prod.diabetes-progression",
      changes: [set("databricks:index/job:Job", "training", { "trigger.pauseStatus": "PAUSED" })],
      says: "trigger is paused",
    },
    {
      name: "a task that is left out",
      stack: "staging.flight-delay",
      changes: [firstTask("training", { disabled: true })],
      says: "approve is disabled",
    },
  ],
  leftAlone: [
    {
      name: "a job that nothing starts by itself",
      stack: "prod.flight-delay",
      changes: [job("training", { schedule: undefined })],
    },
    {
      name: "a paused job in development, where people start them",
      stack: "dev.flight-delay",
      changes: [job("training", { trigger: { pauseStatus: "PAUSED", periodic: { interval: 1, unit: "DAYS" } } })],
    },
  ],
};
