import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSKV009",
  title: "Key vaults trust the estate's own tenant",
  why: `A vault takes tokens of one tenant only. With another's, the people and identities of that tenant decide who opens
it, and ours are locked out.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Set `lakestage:azure.tenantId` in Pulumi.yaml, and let the vault take it from there.",
  example: `# Pulumi.yaml
config:
  lakestage:azure:
    value:
      tenantId: 0b9c3e6a-3f43-4f7a-8f3e-6f7f6f2c1a01`,
  types: ["azure-native:keyvault:Vault"],
  check({ props }, report, { settings }) {
    const tenant = props.properties?.tenantId;
    if (tenant?.toLowerCase() !== settings.azure.tenantId.toLowerCase()) {
      report(`the vault trusts tenant ${tenant}, the estate is in ${settings.azure.tenantId}`, "properties.tenantId");
    }
  },
});
