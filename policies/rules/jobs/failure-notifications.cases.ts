import type { RuleCases } from "../../testing/planted";
import { firstTask, job } from "./planted-job";

export const cases: RuleCases = {
  caught: [
    {
      name: "a job that tells nobody",
      stack: "prod.flight-delay",
      changes: [job("batch-inference", { emailNotifications: { onFailures: [] } })],
      says: "nobody hears",
    },
    {
      name: "a job that tells of successes only",
      stack: "prod.diabetes-progression",
      changes: [job("training", { emailNotifications: { onSuccesses: ["chronic-care@lakestage.example"] } })],
      says: "nobody hears of a failure",
    },
    {
      name: "a job of which one task tells",
      stack: "prod.flight-delay",
      changes: [
        job("training", { emailNotifications: undefined }),
        firstTask("training", { emailNotifications: { onFailures: ["flight-operations@lakestage.example"] } }),
      ],
      finds: ["training"],
      says: "of deploy, train, validate",
    },
  ],
  leftAlone: [
    {
      name: "a job that tells a webhook",
      stack: "prod.flight-delay",
      changes: [
        job("batch-inference", { emailNotifications: undefined, webhookNotifications: { onFailures: [{ id: "17" }] } }),
      ],
    },
    {
      name: "a job whose only task tells",
      stack: "prod.flight-delay",
      changes: [
        job("features", { emailNotifications: undefined }),
        firstTask("features", { emailNotifications: { onFailures: ["flight-operations@lakestage.example"] } }),
      ],
    },
  ],
};
