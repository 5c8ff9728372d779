import { z } from "zod";
import { ALWAYS, isOfType, resourceRule } from "../../rule";
import { writingIn } from "./shared/read-only-sql";

const DASHBOARD = "databricks:index/dashboard:Dashboard";

export const rule = resourceRule({
  id: "LSMON012",
  title: "Alerts, queries and dashboards only read",
  why: `An alert's SQL runs by the clock as the identity that deploys, which owns the catalog. A statement there that writes,
drops or grants is done with all rights, and under the name of monitoring.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Write a single SELECT in `alerts.<name>.query`; let a job do what is to be done.",
  example: "alerts:\n  model-decays:\n    query: SELECT value FROM {catalog}.{monitoring}.flight_delay_metrics",
  types: ["databricks:index/alertV2:AlertV2", DASHBOARD, "databricks:index/query:Query"],
  check(resource, report) {
    const [statements, path] = isOfType(resource, DASHBOARD)
      ? [statementsIn(resource.props.serializedDashboard ?? ""), "serializedDashboard"]
      : ["queryText" in resource.props ? [resource.props.queryText ?? ""] : [], "queryText"];
    for (const statement of statements) {
      const writing = writingIn(statement);
      if (writing !== undefined) report(`its SQL does more than read: ${writing} …`, path);
    }
  },
});

const dashboard = z.object({
  datasets: z
    .array(z.object({ query: z.string().optional(), queryLines: z.array(z.string()).optional() }))
    .catch([])
    .default([]),
});

/** Of a dashboard's datasets; Databricks refuses what is no dashboard. */
function statementsIn(serialized: string): string[] {
  try {
    const { datasets } = dashboard.parse(JSON.parse(serialized || "{}"));
    return datasets.map(({ query, queryLines }) => query ?? (queryLines ?? []).join(""));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return [];
    throw error;
  }
}
