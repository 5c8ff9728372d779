import type { RuleCases } from "../../testing/planted";
import { monitor } from "./planted-monitoring";

export const cases: RuleCases = {
  caught: [
    {
      name: "a monitor that tells nobody",
      stack: "prod.flight-delay",
      changes: [monitor("monitor-requests", { notifications: { onFailure: { emailAddresses: [] } } })],
      says: "nobody",
    },
    {
      name: "a monitor that tells of something else only",
      stack: "staging.diabetes-progression",
      changes: [
        monitor("monitor-predictions", {
          notifications: { onNewClassificationTagDetected: { emailAddresses: ["ops@lakestage.example"] } },
        }),
      ],
      says: "nobody hears of its failures",
    },
  ],
  leftAlone: [
    {
      name: "a monitor that tells another",
      stack: "prod.flight-delay",
      changes: [
        monitor("monitor-requests", { notifications: { onFailure: { emailAddresses: ["ops@lakestage.example"] } } }),
      ],
    },
  ],
};
