import { ENCRYPTED } from "../../../infra/config";
import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSMON015",
  title: "Notifications leave over HTTPS",
  why: `A webhook's address carries its own credential, and what is posted to it tells of failures and of data. Over plain HTTP
everybody on the way reads both, and may call the address themselves.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Give `notifications.slack.url`, `teams.url` or `webhook.url` an address that begins with https://.",
  example: "pulumi config set --secret --path 'lakestage:notifications.webhook.url' https://hooks.example/… -s prod",
  types: ["databricks:index/notificationDestination:NotificationDestination"],
  check({ props: { config } }, report) {
    for (const kind of ["genericWebhook", "slack", "microsoftTeams"] as const) {
      const url = config?.[kind]?.url;
      // Files do not show what is encrypted; the engine's run does. Of the address only its beginning is told: it is a secret.
      if (url && url !== ENCRYPTED && !/^https:\/\//i.test(url))
        report(`it posts to ${url.split("//")[0]}//…`, `config.${kind}.url`);
    }
  },
});
