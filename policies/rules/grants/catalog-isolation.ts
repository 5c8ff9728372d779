import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSGRANT012",
  title: "Catalogs are isolated",
  why: `A catalog that is open is seen from every workspace of the metastore: production's from development's, with whatever
privileges somebody holds. Isolated, it is reached only from its own workspace and from those that it is bound to.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Set `isolationMode: ISOLATED`, and bind the workspaces that are to read it.",
  example: `new databricks.Catalog("catalog", { ..., isolationMode: "ISOLATED" });`,
  types: ["databricks:index/catalog:Catalog"],
  check({ props: { isolationMode } }, report) {
    // Absent, it is open.
    if (isolationMode !== "ISOLATED") report(`isolation is ${isolationMode || "not asked for"}`, "isolationMode");
  },
  remedy: ({ props }) => ({ ...props, isolationMode: "ISOLATED" }),
});
