import type { RuleCases } from "../../testing/planted";
import { evaluation } from "./planted-monitoring";

export const cases: RuleCases = {
  caught: [
    {
      name: "an alert without subscriptions",
      stack: "prod.flight-delay",
      changes: [evaluation({ notification: { notifyOnOk: true, subscriptions: [] } })],
      says: "nobody",
    },
    {
      name: "an alert without notifications",
      stack: "staging.flight-delay",
      changes: [evaluation({ notification: undefined })],
      says: "it tells nobody",
    },
  ],
  leftAlone: [
    {
      name: "an alert that starts training only",
      stack: "prod.flight-delay",
      changes: [evaluation({ notification: { subscriptions: [{ destinationId: "retraining-id" }] } })],
    },
  ],
};
