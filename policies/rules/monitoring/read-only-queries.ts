import { ALWAYS, resourceRule } from "../../rule";
import { writingIn } from "./shared/read-only-sql";

export const rule = resourceRule({
  id: "LSMON012",
  title: "Alerts and queries only read",
  why: `An alert's SQL runs by the clock as the identity that deploys, which owns the catalog. A statement there that writes,
drops or grants is done with all rights, and under the name of monitoring.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Write a single SELECT in `alerts.<name>.query`; let a job do what is to be done.",
  example: "alerts:\n  model-decays:\n    query: SELECT value FROM {catalog}.{monitoring}.flight_delay_metrics",
  types: ["databricks:index/alertV2:AlertV2", "databricks:index/query:Query"],
  check({ props: { queryText } }, report) {
    const writing = writingIn(queryText ?? "");
    if (writing !== undefined) report(`its SQL does more than read: ${writing} …`, "queryText");
  },
});
