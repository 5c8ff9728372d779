import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSSTOR001",
  title: "Storage accounts take no shared keys",
  why: `A shared key opens everything in the account, says nothing of who holds it, and does not end. With keys off, each
access is somebody's, through Entra ID, and can be taken away.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE", "CKV2_AZURE_40"],
  remediation:
    "Set `allowSharedKeyAccess: false`; give identities roles such as Storage Blob Data Contributor instead.",
  example: `new StorageAccount("lake", { ..., allowSharedKeyAccess: false });`,
  types: ["azure-native:storage:StorageAccount"],
  check({ props }, report) {
    // Absent, Azure allows them.
    if (props.allowSharedKeyAccess !== false) {
      report(`shared keys are ${props.allowSharedKeyAccess ? "allowed" : "not refused"}`, "allowSharedKeyAccess");
    }
  },
  remedy: ({ props }) => ({ ...props, allowSharedKeyAccess: false }),
});
