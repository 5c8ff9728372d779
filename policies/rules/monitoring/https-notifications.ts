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
      // The address is a secret: only its beginning is told.
      if (url && !/^https:\/\//i.test(url)) report(`it posts to ${url.split("//")[0]}//…`, `config.${kind}.url`);
    }
  },
});
