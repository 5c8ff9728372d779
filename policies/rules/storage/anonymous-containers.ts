import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSSTOR005",
  title: "Containers are closed to people who have not signed in",
  why: `A container of the kind "Blob" gives each file to whoever knows its address, one of the kind "Container" lists
them as well. Unity Catalog's grants are then worth nothing for what lies there.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE", "CKV_AZURE_34"],
  remediation: 'Set `publicAccess: "None"`.',
  example: `new BlobContainer("catalog", { ..., publicAccess: "None" });`,
  types: ["azure-native:storage:BlobContainer"],
  check({ props: { publicAccess } }, report) {
    // Absent, Azure gives none.
    if (publicAccess && publicAccess !== "None") {
      report(`public access is "${publicAccess}": everybody may read its files`, "publicAccess");
    }
  },
  remedy: ({ props }) => ({ ...props, publicAccess: "None" }),
});
