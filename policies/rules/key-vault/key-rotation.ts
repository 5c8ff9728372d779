import { ADVICE, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSKV010",
  title: "Keys in key vaults are rotated or end",
  why: `A key that lives for ever protects everything that was ever encrypted with it, and what leaks of it never loses its
worth. Rotation bounds that without anybody having to remember it; an end at least forces the change.`,
  severity: "medium",
  enforcement: ADVICE,
  references: ["WAF:SE", "CKV_AZURE_40", "Azure.KeyVault.AutoRotationPolicy"],
  remediation:
    "Give the key a `properties.rotationPolicy` with an action of type rotate; where it cannot be rotated, set `properties.attributes.expires`.",
  example: `rotationPolicy: { lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: "P1Y" } }] }`,
  types: ["azure-native:keyvault:Key"],
  check({ props }, report) {
    const { attributes, rotationPolicy } = props.properties ?? {};
    const rotates = rotationPolicy?.lifetimeActions?.some(
      ({ action, trigger }) =>
        action?.type?.toLowerCase() === "rotate" && Boolean(trigger?.timeAfterCreate || trigger?.timeBeforeExpiry),
    );
    if (!rotates && !attributes?.expires && !rotationPolicy?.attributes?.expiryTime) {
      report("the key has neither a rotation nor an end", "properties.rotationPolicy");
    }
  },
});
