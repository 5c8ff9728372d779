import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSMON009",
  title: "Alerts run as a service principal that they name, and queries as no person",
  why: `An alert that runs as a person stops when they leave, and reads whatever they may read; one that
names nobody reads as whoever deployed it, past the project's privileges. A query that runs as its owner lets everybody who
may open it read as the owner does.`,
  severity: "high",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE", "WAF:RE"],
  remediation:
    "Set the alert's `runAs.servicePrincipalName` to the project's run identity; set `runAsMode: VIEWER` on queries.",
  example: `new databricks.AlertV2("alert", { ..., runAs: { servicePrincipalName: runner.applicationId } });
new databricks.Query("query", { ..., runAsMode: "VIEWER" });`,
  types: ["databricks:index/alertV2:AlertV2", "databricks:index/query:Query"],
  check({ props }, report) {
    if ("evaluation" in props) {
      const person = props.runAs?.userName || props.runAsUserName;
      if (person) report(`it runs as ${person}`, "runAs.userName");
      else if (!props.runAs) report("it runs as whoever deployed it", "runAs");
      return;
    }
    if ("runAsMode" in props && props.runAsMode === "OWNER") report("everybody reads as its owner", "runAsMode");
    // The name of a service principal is its application id.
    if ("ownerUserName" in props && props.ownerUserName?.includes("@")) {
      report(`it belongs to ${props.ownerUserName}`, "ownerUserName");
    }
  },
});
