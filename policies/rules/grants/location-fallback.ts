import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSGRANT020",
  title: "External locations never fall back to a cluster's own credentials",
  why: `With fallback on, a read that Unity Catalog refuses is tried again with the cluster's credentials. Taking a privilege away
then takes nothing away, and the audit log shows a refusal where there was access.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Set `fallback: false`, and grant what is really needed on the location.",
  example: `new databricks.ExternalLocation("landing", { ..., fallback: false });`,
  types: ["databricks:index/externalLocation:ExternalLocation"],
  check({ props: { fallback } }, report) {
    if (fallback) report("fallback is on", "fallback");
  },
  remedy: ({ props }) => ({ ...props, fallback: false }),
});
