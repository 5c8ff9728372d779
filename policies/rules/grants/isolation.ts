import { resourcesOf } from "../../replaced-rules";
import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSGRANT012",
  replaces: {
    LSGRANT013: resourcesOf(
      "databricks:index/externalLocation:ExternalLocation",
      "databricks:index/storageCredential:StorageCredential",
    ),
  },
  title: "Catalogs, external locations and storage credentials are isolated",
  why: `What is open is seen from every workspace of the metastore: production's catalog from development's, with whatever
privileges somebody holds, and its files by their address. Isolated, it is reached only from its own workspace and from those
that it is bound to.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Set `isolationMode` to `ISOLATED` for a catalog, to `ISOLATION_MODE_ISOLATED` for the others, and bind the workspaces that are to read it.",
  example: `new databricks.Catalog("catalog", { ..., isolationMode: "ISOLATED" });
new databricks.ExternalLocation("landing", { ..., isolationMode: "ISOLATION_MODE_ISOLATED" });`,
  types: [
    "databricks:index/catalog:Catalog",
    "databricks:index/externalLocation:ExternalLocation",
    "databricks:index/storageCredential:StorageCredential",
  ],
  check({ props: { isolationMode }, type }, report) {
    // Absent, it is open.
    if (isolationMode !== isolatedMode(type))
      report(`isolation is ${isolationMode || "not asked for"}`, "isolationMode");
  },
  remedy: ({ props, type }) => ({ ...props, isolationMode: isolatedMode(type) }),
});

/** The APIs spell it differently. */
const isolatedMode = (type: string): string =>
  type === "databricks:index/catalog:Catalog" ? "ISOLATED" : "ISOLATION_MODE_ISOLATED";
