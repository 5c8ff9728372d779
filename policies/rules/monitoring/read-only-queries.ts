import { z } from "zod";
import { deedIn } from "../../../databricks/sql-text";
import { SqlFault } from "../../../databricks/sql-tokens";
import { ALWAYS, isOfType, resourceRule } from "../../rule";

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
      const said = saidOf(statement);
      if (said !== undefined) report(`its SQL ${said}`, path);
    }
  },
});

/** Why a text is not known to read only. */
function saidOf(sql: string): string | undefined {
  const deed = deedIn(sql);
  if (deed === undefined) return undefined;
  if (deed instanceof SqlFault) return deed.message;
  return deed.does === undefined
    ? `is no statement that can be read, such as a SELECT: ${deed.words} …`
    : `does more than read: ${deed.words} …`;
}

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
