import type { RuleCases } from "../../cases/planted";
import { job } from "./shared/planted-job";

export const cases: RuleCases = {
  caught: [
    {
      name: "a job whose queue is off",
      stack: "prod.flight-delay",
      changes: [job("training", { queue: { enabled: false } })],
      says: "skipped",
    },
    {
      name: "a job without a queue",
      stack: "dev.flight-delay",
      changes: [job("features", { queue: undefined })],
      says: "a start while it runs is skipped",
    },
  ],
  leftAlone: [
    {
      name: "a continuous job, which nothing else starts",
      stack: "prod.flight-delay",
      changes: [job("features", { queue: undefined, schedule: undefined, continuous: { pauseStatus: "UNPAUSED" } })],
    },
  ],
};
