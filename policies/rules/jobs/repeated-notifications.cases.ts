import type { RuleCases } from "../../cases/planted";
import { firstTask, job } from "./shared/planted-job";

export const cases: RuleCases = {
  caught: [
    {
      name: "an address that is named twice",
      stack: "prod.flight-delay",
      changes: [
        job("training", {
          emailNotifications: { onFailures: ["Ops@lakestage.example", "ops@lakestage.example"] },
        }),
      ],
      says: "ops@lakestage.example",
    },
    {
      name: "an address that job and task name",
      stack: "dev.flight-delay",
      changes: [firstTask("training", { emailNotifications: { onFailures: ["flight-operations@lakestage.example"] } })],
      says: "task approve",
    },
  ],
  leftAlone: [
    {
      name: "an address that hears of failures and of successes",
      stack: "prod.flight-delay",
      changes: [
        job("training", {
          emailNotifications: { onFailures: ["ops@lakestage.example"], onSuccesses: ["ops@lakestage.example"] },
        }),
      ],
    },
  ],
};
