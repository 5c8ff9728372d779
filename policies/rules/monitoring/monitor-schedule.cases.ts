import type { RuleCases } from "../../cases/planted";
import { monitor } from "./shared/planted-monitoring";

const schedule = { quartzCronExpression: "0 0 * * * ?", timezoneId: "UTC" };

export const cases: RuleCases = {
  caught: [
    {
      name: "a monitor without a schedule",
      stack: "prod.flight-delay",
      changes: [monitor("monitor-requests", { schedule: undefined })],
      says: "when somebody asks",
    },
    {
      name: "a monitor that is paused",
      stack: "prod.flight-delay",
      changes: [monitor("monitor-predictions", { schedule: { ...schedule, pauseStatus: "PAUSED" } })],
      says: "paused",
      engineFree: "the provider refuses it by itself",
    },
    {
      name: "a monitor without a schedule in a project that serves nothing",
      stack: "prod.diabetes-progression",
      changes: [monitor("monitor-predictions", { schedule: undefined })],
      says: "it is computed only when somebody asks",
    },
    {
      name: "a paused monitor of a project that serves nothing",
      stack: "prod.diabetes-progression",
      changes: [monitor("monitor-predictions", { schedule: { ...schedule, pauseStatus: "PAUSED" } })],
      engineFree: "the provider refuses it by itself",
      says: "its schedule is paused",
    },
  ],
  leftAlone: [
    {
      name: "a monitor on another schedule",
      stack: "prod.flight-delay",
      changes: [monitor("monitor-requests", { schedule: { ...schedule, pauseStatus: "UNPAUSED" } })],
    },
  ],
};
