import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSKV005",
  title: "Key vaults turn unknown networks away",
  why: `A vault that answers everybody is one leaked token away from giving out its secrets. Behind its firewall the token
is of use only from the environment's own network.`,
  severity: "high",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE", "CKV_AZURE_109", "CKV_AZURE_189", "Azure.KeyVault.Firewall"],
  remediation:
    "Set `lakestage:network.privateEndpoints: true` in Pulumi.<environment>.yaml, which is also the default: the vault's firewall then denies.",
  example: `# Pulumi.prod.yaml
config:
  lakestage:network:
    privateEndpoints: true`,
  types: ["azure-native:keyvault:Vault"],
  check({ props }, report) {
    const { networkAcls, publicNetworkAccess } = props.properties ?? {};
    if (publicNetworkAccess?.toLowerCase() === "disabled") return;
    // Without rules, Azure lets everybody in.
    const action = networkAcls?.defaultAction || "Allow";
    if (action !== "Deny") {
      report(`the firewall's answer to networks without a rule is ${action}`, "properties.networkAcls.defaultAction");
    }
  },
});
