import { IN_PRODUCTION, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSMON006",
  title: "Alerts tell somebody",
  why: "An alert without subscriptions changes its colour on a page. Nobody watches pages at night.",
  severity: "high",
  enforcement: IN_PRODUCTION,
  references: ["WAF:OE"],
  remediation: "Name `team`, a destination or an address in `alerts.<name>.notify` of `projects/<project>.yaml`.",
  example: "alerts:\n  model-decays:\n    notify: [team, email]",
  types: ["databricks:index/alertV2:AlertV2"],
  check({ props }, report) {
    const { subscriptions } = props.evaluation?.notification ?? {};
    // Whom a destination reaches may not be known yet; that there is one, is.
    const reached = (subscriptions ?? []).filter((who) => "destinationId" in who || who.userEmail);
    if (reached.length === 0) report("it tells nobody", "evaluation.notification.subscriptions");
  },
});
