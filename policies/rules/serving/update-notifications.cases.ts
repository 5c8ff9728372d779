import type { RuleCases } from "../../testing/planted";
import { endpoint } from "./planted-endpoint";

export const cases: RuleCases = {
  caught: [
    {
      name: "an endpoint that tells of successes only",
      stack: "prod.flight-delay",
      changes: [endpoint({ emailNotifications: { onUpdateSuccesses: ["flight-operations@lakestage.example"] } })],
      says: "nobody",
    },
    {
      name: "an endpoint that tells nobody",
      stack: "staging.flight-delay",
      changes: [endpoint({ emailNotifications: undefined })],
      says: "nobody hears of a failed update",
    },
  ],
  leftAlone: [
    {
      name: "an endpoint that tells another",
      stack: "prod.flight-delay",
      changes: [endpoint({ emailNotifications: { onUpdateFailures: ["ops@lakestage.example"] } })],
    },
  ],
};
