import type { RuleCases } from "../../cases/planted";
import { gateway } from "./shared/planted-endpoint";

export const cases: RuleCases = {
  caught: [
    {
      name: "an endpoint that counts nothing",
      stack: "prod.flight-delay",
      changes: [gateway({ usageTrackingConfig: { enabled: false } })],
      says: "not counted",
    },
    {
      name: "an endpoint that does not say",
      stack: "dev.flight-delay",
      changes: [gateway({ usageTrackingConfig: undefined })],
      says: "who calls it is not counted",
    },
  ],
  leftAlone: [
    {
      name: "an endpoint that counts, and limits nothing",
      stack: "prod.flight-delay",
      changes: [gateway({ rateLimits: [] })],
    },
  ],
};
