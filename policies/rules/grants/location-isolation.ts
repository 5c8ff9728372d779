import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSGRANT013",
  title: "External locations and storage credentials are isolated",
  why: `An open location or credential can be used from every workspace of the metastore. From development's, whoever holds a
privilege on it reads production's files by their address, past the catalog's isolation.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Set `isolationMode: ISOLATION_MODE_ISOLATED`.",
  example: `new databricks.ExternalLocation("landing", { ..., isolationMode: "ISOLATION_MODE_ISOLATED" });`,
  types: ["databricks:index/externalLocation:ExternalLocation", "databricks:index/storageCredential:StorageCredential"],
  check({ props: { isolationMode } }, report) {
    // Absent, it is open.
    if (isolationMode === "ISOLATION_MODE_ISOLATED") return;
    report(`isolation is ${isolationMode || "not asked for"}`, "isolationMode");
  },
  remedy: ({ props }) => ({ ...props, isolationMode: "ISOLATION_MODE_ISOLATED" }),
});
