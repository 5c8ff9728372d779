import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSMON010",
  title: "Dashboards carry nobody's credentials",
  why: `A dashboard that is published with credentials shows everybody who has the link what its publisher may read: the identity
that deploys, which owns the catalog. Without, each reader sees what is theirs to see.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Set `embedCredentials: false`; left out, Databricks embeds them.",
  example: `new databricks.Dashboard("dashboard", { ..., embedCredentials: false });`,
  types: ["databricks:index/dashboard:Dashboard"],
  check({ props: { embedCredentials } }, report) {
    if (embedCredentials !== false) {
      report(`credentials are ${embedCredentials ? "embedded" : "not left out"}`, "embedCredentials");
    }
  },
  remedy: ({ props }) => ({ ...props, embedCredentials: false }),
});
