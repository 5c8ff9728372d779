import type { RuleCases } from "../../testing/planted";
import { monitor } from "./planted-monitoring";

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
    },
    {
      name: "a paused monitor of a project that serves nothing",
      stack: "prod.diabetes-progression",
      changes: [monitor("monitor-predictions", { schedule: { ...schedule, pauseStatus: "PAUSED" } })],
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
