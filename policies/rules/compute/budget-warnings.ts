import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSCOST014",
  title: "A budget tells somebody when it is spent, at the latest",
  why: "A budget stops nothing: all it does is tell. Without a threshold within it, or anybody to tell, it does nothing.",
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:CO", "WAF:OE"],
  remediation: "Keep a percentage of 100 or less in `budget.warnAtPercent`, and addresses in `budget.emails`.",
  example: "config:\n  lakestage:budget:\n    monthlyAmount: 2000\n    warnAtPercent: [80, 100]",
  types: ["azure-native:consumption:Budget"],
  check({ props }, report, { settings }) {
    const warnings = Object.values(props.notifications ?? {}).filter(({ enabled }) => enabled);
    const thresholds = warnings.map(({ threshold }) => threshold);
    const missing = settings.budget.warnAtPercent.filter((percent) => !thresholds.includes(percent));
    const first = Math.min(...thresholds);
    if (missing.length > 0) report(`it does not warn at ${missing.join(" or ")} percent`, "notifications");
    else if (first > 100) report(`it warns at ${first} percent first`, "notifications");
    for (const { contactEmails, contactGroups, threshold } of warnings) {
      if ([contactEmails, contactGroups].every((contacts) => (contacts ?? []).length === 0)) {
        report(
          `its warning at ${threshold} percent reaches nobody by an address, and Azure takes no other`,
          "notifications",
        );
      }
    }
  },
});
