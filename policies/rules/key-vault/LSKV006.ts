import { addressCount } from "../../../azure/address-ranges";
import { ALWAYS, resourceRule } from "../../rule";

/** One office, not a provider's network. */
const MOST = 256;

export const rule = resourceRule({
  id: "LSKV006",
  title: "Key vaults let in no wide range of public addresses",
  why: `A rule for a wide range undoes the firewall: a cloud provider's or an internet provider's range holds machines of
anybody, and 0.0.0.0/0 holds them all.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE", "CKV_AZURE_109", "Azure.KeyVault.Firewall"],
  remediation:
    "In `properties.networkAcls.ipRules` name single addresses or ranges of at most 256 (/24); better, go through the private endpoint.",
  example: `networkAcls: { defaultAction: "Deny", ipRules: [{ value: "198.51.100.7/32" }] }`,
  types: ["azure-native:keyvault:Vault"],
  check({ props }, report) {
    for (const [index, { value }] of (props.properties?.networkAcls?.ipRules ?? []).entries()) {
      const count = addressCount(value ?? "");
      if (count > MOST) report(`${value} lets in ${count} addresses`, `properties.networkAcls.ipRules[${index}].value`);
    }
  },
});
