import { add, append, edit, type RuleCases, set } from "../../cases/planted";
import { firstTask, job } from "../jobs/shared/planted-job";

const STRANGER = "ada@stranger.example";
const STACK = "prod.flight-delay";

export const cases: RuleCases = {
  caught: [
    {
      name: "a job's failures",
      stack: STACK,
      changes: [job("training", { emailNotifications: { onFailures: [STRANGER] } })],
      says: STRANGER,
    },
    {
      name: "the ends of a task",
      stack: STACK,
      changes: [firstTask("training", { emailNotifications: { onSuccesses: [STRANGER] } })],
      says: STRANGER,
    },
    {
      name: "an alert",
      stack: STACK,
      changes: [
        append(
          "databricks:index/alertV2:AlertV2",
          "alert-model-decays-alert",
          "evaluation.notification.subscriptions",
          {
            userEmail: STRANGER,
          },
        ),
      ],
      says: STRANGER,
    },
    {
      name: "a monitor",
      stack: STACK,
      changes: [
        edit("databricks:index/qualityMonitor:QualityMonitor", "monitor-predictions", (inputs) => {
          inputs.notifications = { onFailure: { emailAddresses: [STRANGER] } };
        }),
      ],
      says: STRANGER,
    },
    {
      name: "an endpoint's failures",
      stack: STACK,
      changes: [
        set("databricks:index/modelServing:ModelServing", "endpoint", {
          emailNotifications: { onUpdateFailures: [STRANGER] },
        }),
      ],
      says: STRANGER,
    },
    {
      name: "a notification destination",
      stack: "prod",
      changes: [
        set("databricks:index/notificationDestination:NotificationDestination", "notifications-email", {
          config: { email: { addresses: ["ml-platform@lakestage.example", STRANGER] } },
        }),
      ],
      says: STRANGER,
    },
    {
      name: "a budget's warnings",
      stack: "dev.platform",
      changes: [
        edit("azure-native:consumption:Budget", "costs-budget", ({ notifications }) => {
          for (const notification of Object.values(notifications ?? {})) {
            Object.assign(notification ?? {}, { contactEmails: [STRANGER] });
          }
        }),
      ],
      says: STRANGER,
    },
    {
      name: "a pipeline's failures",
      changes: [
        add("databricks:index/pipeline:Pipeline", "tables", {
          notifications: [{ alerts: ["on-update-failure"], emailRecipients: [STRANGER] }],
        }),
      ],
      says: STRANGER,
    },
    {
      name: "somebody by name, in a list",
      stack: STACK,
      changes: [job("training", { emailNotifications: { onStarts: [`ada@lakestage.example, Ada <${STRANGER}>`] } })],
      says: STRANGER,
    },
    {
      name: "who subscribes to a dashboard",
      stack: STACK,
      changes: [
        firstTask("training", {
          dashboardTask: { dashboardId: "d", subscription: { subscribers: [{ userName: STRANGER }] } },
        }),
      ],
      says: STRANGER,
    },
    {
      name: "a domain below which ours seems to be",
      stack: STACK,
      changes: [job("training", { emailNotifications: { onFailures: ["ada@lakestage.example.stranger.example"] } })],
      says: "stranger.example",
    },
  ],
  leftAlone: [
    {
      name: "another address of our domain, in other letters",
      stack: STACK,
      changes: [job("training", { emailNotifications: { onFailures: ["Ada@Lakestage.Example"] } })],
    },
    {
      name: "a person who owns something",
      changes: [set("databricks:index/catalog:Catalog", "unity-catalog-catalog", { owner: STRANGER })],
    },
  ],
};
