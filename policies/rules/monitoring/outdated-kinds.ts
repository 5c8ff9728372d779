import { BEYOND_DEVELOPMENT, stackRule } from "../../rule";

/** Kinds that do what the estate's own do, and what those are called. */
const OTHER_KINDS = new Map([
  ["databricks:index/alert:Alert", "AlertV2"],
  ["databricks:index/sqlAlert:SqlAlert", "AlertV2"],
  ["databricks:index/sqlQuery:SqlQuery", "Query"],
  ["databricks:index/sqlDashboard:SqlDashboard", "Dashboard"],
  ["databricks:index/lakehouseMonitor:LakehouseMonitor", "QualityMonitor"],
]);

export const rule = stackRule({
  id: "LSMON020",
  title: "Alerts, queries, dashboards and monitors are of the present kinds",
  why: `Those of the old kinds are deprecated, and no other rule looks into them: whether they notify anybody, what their SQL does
and whose credentials they carry would go unseen.`,
  severity: "low",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:OE"],
  remediation:
    "Declare it as an AlertV2, Query, Dashboard or QualityMonitor; projects do so by `alerts` and `monitors`.",
  example: `new databricks.AlertV2("alert", { displayName, queryText, evaluation, schedule, warehouseId });`,
  check(stack, report) {
    for (const resource of stack.resources) {
      const present = OTHER_KINDS.get(resource.type);
      if (present !== undefined) report(`its kind is ${resource.type.split(":").at(-1)}, not ${present}`, resource);
    }
  },
});
