import { ALWAYS, resourceRule } from "../../rule";

/** Days; in production long enough for last quarter's incident. */
const LEAST = { development: 30, staging: 30, production: 90 };

export const rule = resourceRule({
  id: "LSMON013",
  title: "Logs are kept for a month, and in production for three",
  why: `Who read what, who changed a permission, who took a token: an intruder is found weeks later, and then the log is all that
there is.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:OE"],
  remediation: "Set `monitoring.logRetentionDays` to at least 30, in production to at least 90.",
  example: "config:\n  lakestage:monitoring:\n    logRetentionDays: 90",
  types: ["azure-native:operationalinsights:Workspace"],
  check({ props }, report, { stage }) {
    // Absent, Azure keeps them for 30 days.
    const retentionInDays = props.retentionInDays ?? 30;
    if (retentionInDays < LEAST[stage]) {
      report(`logs are kept for ${retentionInDays} days; ${LEAST[stage]} are the least here`, "retentionInDays");
    }
  },
});
