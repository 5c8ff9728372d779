import type { RuleCases } from "../../cases/planted";
import { warehouse } from "./shared/planted-warehouse";

export const cases: RuleCases = {
  caught: [
    {
      name: "a warehouse that never stops",
      stack: "prod",
      changes: [warehouse({ autoStopMins: 0 })],
      says: "never stops",
    },
    {
      name: "a warehouse that waits a day",
      stack: "dev",
      changes: [warehouse({ autoStopMins: 1440 })],
      says: "1440 idle minutes",
    },
  ],
  leftAlone: [{ name: "a warehouse that waits two hours", stack: "prod", changes: [warehouse({ autoStopMins: 120 })] }],
};
