import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSWS002",
  title: "Workspaces are of the premium tier",
  why: `Below premium there is no Unity Catalog, no permissions on jobs, endpoints and folders, no audit log, and no Private
Link: everybody who gets in may do everything. No other rule about a workspace holds without it.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE", "Azure.Databricks.SKU"],
  remediation: "Set `sku.name: premium`.",
  example: `new Workspace("workspace", { ..., sku: { name: "premium" } });`,
  types: ["azure-native:databricks:Workspace"],
  check({ props }, report) {
    const tier = props.sku?.name || "not given";
    if (tier.toLowerCase() !== "premium") report(`the tier is ${tier}`, "sku.name");
  },
});
