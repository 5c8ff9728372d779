import { type Enforcement, resourceRule } from "../../rule";

const ADVICE_IN_PRODUCTION: Enforcement = { development: "disabled", staging: "disabled", production: "advisory" };

export const rule = resourceRule({
  id: "LSMON014",
  title: "Production's logs have no daily end",
  why: `A daily limit stops all logs for the rest of the day. Whoever wants to go unseen need only make noise first; and a day on
which much is logged is one on which the log is wanted.`,
  severity: "medium",
  enforcement: ADVICE_IN_PRODUCTION,
  references: ["WAF:SE", "WAF:OE"],
  remediation: "Leave `monitoring.dailyLimitGb` out in production; the budget tells of the cost.",
  example: "config:\n  lakestage:monitoring:\n    logRetentionDays: 90",
  types: ["azure-native:operationalinsights:Workspace"],
  check({ props }, report) {
    const dailyQuotaGb = props.workspaceCapping?.dailyQuotaGb ?? -1;
    // -1 is no limit.
    if (dailyQuotaGb >= 0) report(`logs end after ${dailyQuotaGb} GB a day`, "workspaceCapping.dailyQuotaGb");
  },
});
