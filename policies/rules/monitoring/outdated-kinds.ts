import { BEYOND_DEVELOPMENT, unwantedTypesRule } from "../../rule";

/** Kinds that do what the estate's own do, and what those are called. */
const OTHER_KINDS = new Map([
  ["databricks:index/alert:Alert", "its kind is Alert, not AlertV2"],
  ["databricks:index/sqlAlert:SqlAlert", "its kind is SqlAlert, not AlertV2"],
  ["databricks:index/sqlQuery:SqlQuery", "its kind is SqlQuery, not Query"],
  ["databricks:index/sqlDashboard:SqlDashboard", "its kind is SqlDashboard, not Dashboard"],
  ["databricks:index/lakehouseMonitor:LakehouseMonitor", "its kind is LakehouseMonitor, not QualityMonitor"],
]);

export const rule = unwantedTypesRule({
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
  unwanted: OTHER_KINDS,
});
