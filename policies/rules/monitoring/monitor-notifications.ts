import { IN_PRODUCTION, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSMON003",
  title: "Somebody is told when a monitor fails",
  why: `A monitor that fails writes no metrics, and where there are no metrics no alert fires: the model then looks as good as on
the last day that it was looked at.`,
  severity: "medium",
  enforcement: IN_PRODUCTION,
  references: ["WAF:OE"],
  remediation:
    "Name people in `team.contacts` of `projects/<project>.yaml`; `notifications.onFailure.emailAddresses` of the monitor.",
  example: "team:\n  name: flight-operations\n  contacts: [flight-operations@lakestage.example]",
  types: ["databricks:index/qualityMonitor:QualityMonitor"],
  check({ props }, report) {
    if ((props.notifications?.onFailure?.emailAddresses ?? []).length === 0) {
      report("nobody hears of its failures", "notifications.onFailure.emailAddresses");
    }
  },
});
