import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSKV002",
  title: "Nobody empties a key vault's bin before its days are over",
  why: `Soft delete alone guards against mistakes only: whoever may delete may purge as well. With purge protection not
even an owner of the subscription can make the keys, and the data under them, unrecoverable. Development does without,
since its vault is made and destroyed often, and protection cannot be taken back.`,
  severity: "high",
  enforcement: { ...ALWAYS, development: "disabled" },
  references: ["WAF:SE", "WAF:RE", "CKV_AZURE_110", "CKV_AZURE_42", "Azure.KeyVault.PurgeProtect"],
  remediation:
    "Set `lakestage:keyVault.purgeProtection: true` in Pulumi.<environment>.yaml, which is also the default.",
  example: `# Pulumi.prod.yaml
config:
  lakestage:keyVault:
    purgeProtection: true`,
  types: ["azure-native:keyvault:Vault"],
  check({ props }, report) {
    const purgeProtection = props.properties?.enablePurgeProtection;
    // Azure accepts true or nothing here, and takes nothing for off.
    if (purgeProtection !== true) {
      report(
        `purge protection is ${purgeProtection === false ? "off" : "not switched on"}`,
        "properties.enablePurgeProtection",
      );
    }
  },
});
