import type { RuleCases } from "../../cases/planted";
import { firstTask, job } from "../jobs/shared/planted-job";
import { endpoint } from "../serving/shared/planted-endpoint";
import { evaluation, monitor } from "./shared/planted-monitoring";

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
    {
      name: "a monitor that tells another",
      stack: "prod.flight-delay",
      changes: [
        monitor("monitor-requests", { notifications: { onFailure: { emailAddresses: ["ops@lakestage.example"] } } }),
      ],
    },
    {
      name: "an alert that starts training only",
      stack: "prod.flight-delay",
      changes: [evaluation({ notification: { subscriptions: [{ destinationId: "retraining-id" }] } })],
    },
    {
      name: "an endpoint that tells another",
      stack: "prod.flight-delay",
      changes: [endpoint({ emailNotifications: { onUpdateFailures: ["ops@lakestage.example"] } })],
    },
  ],
};
