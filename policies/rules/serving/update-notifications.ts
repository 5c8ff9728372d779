import { IN_PRODUCTION, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSSERV015",
  title: "Somebody is told when an endpoint's update fails",
  why: `An update that fails leaves the version before in place: callers notice nothing, and neither does anybody else until the
model is weeks behind.`,
  severity: "medium",
  enforcement: IN_PRODUCTION,
  references: ["WAF:OE", "WAF:RE"],
  remediation:
    "Name people in `team.contacts` of `projects/<project>.yaml`; `emailNotifications.onUpdateFailures` of the endpoint.",
  example: "team:\n  name: flight-operations\n  contacts: [flight-operations@lakestage.example]",
  types: ["databricks:index/modelServing:ModelServing"],
  check({ props }, report) {
    if ((props.emailNotifications?.onUpdateFailures ?? []).length === 0) {
      report("nobody hears of a failed update", "emailNotifications.onUpdateFailures");
    }
  },
});
