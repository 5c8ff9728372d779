import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSSTOR002",
  title: "Storage accounts answer over HTTPS only",
  why: `Over plain HTTP everybody on the way reads the data, and the token that opened them. Clients that fall back to it
do so silently.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE", "CKV_AZURE_3"],
  remediation: "Set `enableHttpsTrafficOnly: true`.",
  example: `new StorageAccount("lake", { ..., enableHttpsTrafficOnly: true });`,
  types: ["azure-native:storage:StorageAccount"],
  check({ props }, report) {
    // Absent, it depends on the version of Azure's API.
    if (props.enableHttpsTrafficOnly !== true) {
      report(
        `plain HTTP is ${props.enableHttpsTrafficOnly === false ? "allowed" : "not refused"}`,
        "enableHttpsTrafficOnly",
      );
    }
  },
  remedy: ({ props }) => ({ ...props, enableHttpsTrafficOnly: true }),
});
