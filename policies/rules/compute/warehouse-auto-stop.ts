import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";

const MINUTES = 120;

export const rule = resourceRule({
  id: "LSCOST008",
  title: "SQL warehouses stop when nobody asks",
  why: `A warehouse costs by the minute, asked or not. Monitors and alerts wake it for a few minutes an hour; one that does not
stop, which is what zero means, costs day and night.`,
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:CO"],
  remediation: "Set `compute.warehouse.autoStopMinutes` to at most 120; `autoStopMins` of the resource.",
  example: "config:\n  lakestage:compute:\n    warehouse: { autoStopMinutes: 10 }",
  types: ["databricks:index/sqlEndpoint:SqlEndpoint"],
  check({ props }, report) {
    // Absent, the service takes two hours.
    const autoStopMins = props.autoStopMins ?? MINUTES;
    if (autoStopMins <= 0) report("it never stops", "autoStopMins");
    else if (autoStopMins > MINUTES) report(`it stops after ${autoStopMins} idle minutes`, "autoStopMins");
  },
});
