import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSKV004",
  title: "Access to key vaults is given by role assignments alone",
  why: `Access policies belong to the vault: whoever may write the vault may give themselves its keys, and no review of role
assignments shows it. With roles, one list says who may do what, and only those who may assign roles can add to it.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE", "Azure.KeyVault.RBAC", "Azure.KeyVault.AccessPolicy"],
  remediation:
    "Set `properties.enableRbacAuthorization: true` and drop `properties.accessPolicies`; give identities roles such as Key Vault Secrets User.",
  example: `new Vault("vault", { ..., properties: { ..., enableRbacAuthorization: true } });`,
  types: ["azure-native:keyvault:Vault"],
  check({ props }, report) {
    const { accessPolicies, enableRbacAuthorization } = props.properties ?? {};
    if (enableRbacAuthorization !== true) {
      report(
        `authorisation by roles is ${enableRbacAuthorization === false ? "off" : "not switched on"}`,
        "properties.enableRbacAuthorization",
      );
    }
    const policies = accessPolicies?.length ?? 0;
    if (policies > 0) {
      report(
        `${policies} access ${policies === 1 ? "policy gives" : "policies give"} access beside role assignments`,
        "properties.accessPolicies",
      );
    }
  },
});
