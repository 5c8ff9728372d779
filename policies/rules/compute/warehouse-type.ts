import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSCOST011",
  title: "SQL warehouses are of the type PRO",
  why: `The classic type costs the same machines for less work, gets no new features, and cannot be serverless: a warehouse that
is meant to be falls back to it without a word where the type is left out.`,
  severity: "low",
  enforcement: ALWAYS,
  references: ["WAF:PE", "WAF:CO"],
  remediation: "Set `warehouseType: PRO`.",
  example: `new databricks.SqlEndpoint("warehouse", { ..., warehouseType: "PRO" });`,
  types: ["databricks:index/sqlEndpoint:SqlEndpoint"],
  check({ props: { warehouseType } }, report) {
    if (warehouseType !== "PRO") report(`its type is ${warehouseType || "left to the service"}`, "warehouseType");
  },
});
