import { add, type RuleCases, set } from "../../cases/planted";

const destination = "databricks:index/notificationDestination:NotificationDestination";

export const cases: RuleCases = {
  caught: [
    {
      name: "a retraining webhook over plain HTTP",
      stack: "prod.flight-delay",
      changes: [set(destination, "retraining", { "config.genericWebhook.url": "http://workflow.example/invoke" })],
      says: "http://…",
    },
    {
      name: "a chat's webhook over plain HTTP",
      changes: [
        add(destination, "chat", {
          displayName: "chat",
          config: { slack: { url: "http://hooks.example/services/T0" } },
        }),
      ],
      says: "it posts to http://…",
    },
  ],
  leftAlone: [
    {
      name: "an address that has http in its path",
      stack: "prod.flight-delay",
      changes: [
        set(destination, "retraining", { "config.genericWebhook.url": "HTTPS://workflow.example/http://invoke" }),
      ],
    },
    {
      name: "an address that is encrypted, and that files do not show",
      changes: [add(destination, "chat", { displayName: "chat", config: { slack: { url: "[secret]" } } })],
    },
    {
      name: "a destination by e-mail",
      changes: [add(destination, "mail", { displayName: "mail", config: { email: { addresses: ["a@b.example"] } } })],
    },
  ],
};
