import type { RuleCases } from "../../cases/planted";
import { challenger } from "./shared/planted-endpoint";

export const cases: RuleCases = {
  caught: [
    {
      name: "a large endpoint in development",
      stack: "dev.flight-delay",
      changes: [challenger({ workloadSize: "Large" })],
      says: "challenger is Large",
    },
    {
      name: "one of many requests at once",
      stack: "dev.flight-delay",
      changes: [challenger({ workloadSize: undefined, maxProvisionedConcurrency: 64 })],
      says: "64 requests",
    },
  ],
  leftAlone: [
    {
      name: "a large endpoint in staging, where load is tried",
      stack: "staging.flight-delay",
      changes: [challenger({ workloadSize: "Large" })],
    },
    {
      name: "an endpoint in development that is as large as Small",
      stack: "dev.flight-delay",
      changes: [challenger({ workloadSize: undefined, maxProvisionedConcurrency: 4 })],
    },
  ],
};
