import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSSTOR004",
  title: "Storage accounts let no container be opened to everybody",
  why: `While the account allows it, one wrong setting of one container gives its files to the whole internet, without a
sign-in and without a trace of who read them.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE", "CKV_AZURE_190", "CKV2_AZURE_47"],
  remediation: "Set `allowBlobPublicAccess: false`.",
  example: `new StorageAccount("lake", { ..., allowBlobPublicAccess: false });`,
  types: ["azure-native:storage:StorageAccount"],
  check({ props }, report) {
    // Absent, accounts made with older versions of Azure's API allow it.
    if (props.allowBlobPublicAccess !== false) {
      report(
        `anonymous access to containers is ${props.allowBlobPublicAccess ? "allowed" : "not refused"}`,
        "allowBlobPublicAccess",
      );
    }
  },
  remedy: ({ props }) => ({ ...props, allowBlobPublicAccess: false }),
});
