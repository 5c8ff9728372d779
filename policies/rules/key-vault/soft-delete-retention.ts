import { resourceRule } from "../../rule";

/** Days in which a month's billing or a monthly job has shown that something is missing. */
const LEAST_DAYS = 30;

export const rule = resourceRule({
  id: "LSKV003",
  title: "Deleted keys and secrets can be recovered for a month",
  why: `A key that one monthly job needs is missed only when that job runs. After the vault's days of soft delete nothing
brings it back.`,
  severity: "medium",
  enforcement: { development: "disabled", staging: "advisory", production: "mandatory" },
  references: ["WAF:RE", "Azure.KeyVault.SoftDelete"],
  remediation:
    "Set `lakestage:keyVault.softDeleteDays` in Pulumi.<environment>.yaml to 30 or more; the default is 90. Azure takes it for new vaults only.",
  example: `# Pulumi.prod.yaml
config:
  lakestage:keyVault:
    softDeleteDays: 90`,
  types: ["azure-native:keyvault:Vault"],
  check({ props }, report) {
    const days = props.properties?.softDeleteRetentionInDays;
    // Azure's default is 90.
    if (days && days < LEAST_DAYS) {
      report(
        `what is deleted can be recovered for ${days} days, fewer than ${LEAST_DAYS}`,
        "properties.softDeleteRetentionInDays",
      );
    }
  },
});
