import type { RuleCases } from "../../cases/planted";
import { evaluation } from "./shared/planted-monitoring";

export const cases: RuleCases = {
  caught: [
    {
      name: "an alert that is content when there is nothing",
      stack: "prod.flight-delay",
      changes: [evaluation({ emptyResultState: "OK" })],
      says: "content",
    },
  ],
  leftAlone: [
    {
      name: "an alert that fires when there is nothing",
      stack: "prod.flight-delay",
      changes: [evaluation({ emptyResultState: "TRIGGERED" })],
    },
  ],
};
