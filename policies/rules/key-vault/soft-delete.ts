import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSKV001",
  title: "Key vaults keep what is deleted",
  why: `Without soft delete, a key that is deleted by mistake is gone at once, and with it everything that it encrypts. A
deleted secret takes down whatever reads it until somebody finds the value elsewhere.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:RE", "CKV_AZURE_111", "CKV_AZURE_42", "Azure.KeyVault.SoftDelete"],
  remediation: "Set `properties.enableSoftDelete: true`, or leave it out: Azure then switches it on.",
  example: `new Vault("vault", { ..., properties: { ..., enableSoftDelete: true } });`,
  types: ["azure-native:keyvault:Vault"],
  check({ props }, report) {
    if (props.properties?.enableSoftDelete === false) {
      report("soft delete is off, so that what is deleted is gone at once", "properties.enableSoftDelete");
    }
  },
  remedy: ({ props }) => ({ ...props, properties: { ...props.properties, enableSoftDelete: true } }),
});
