import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSSTOR025",
  title: "A key of ours that encrypts storage is used in its newest version",
  why: `Azure follows a key's rotation within a day where no version is named. A version that is named stays in use after
the rotation, and the account fails when the old version is disabled or expires.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:RE"],
  remediation: "Remove `encryption.keyVaultProperties.keyVersion`.",
  example: `encryption: { keySource: "Microsoft.Keyvault", keyVaultProperties: { keyVaultUri, keyName: "storage" } }`,
  types: ["azure-native:storage:StorageAccount"],
  check({ props }, report) {
    const version = props.encryption?.keyVaultProperties?.keyVersion;
    if (version) report(`it stays with version ${version} of its key`, "encryption.keyVaultProperties.keyVersion");
  },
});
