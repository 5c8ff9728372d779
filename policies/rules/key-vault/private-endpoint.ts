import { BEYOND_DEVELOPMENT, stackRule } from "../../rule";

export const rule = stackRule({
  id: "LSKV007",
  title: "Every key vault has a private endpoint",
  why: `Behind its firewall a vault is reached from the environment's network by a private endpoint only. Without one,
clusters cannot read secrets, and the usual way out is to open the firewall.`,
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE", "CKV2_AZURE_32"],
  remediation:
    "Set `lakestage:network.privateEndpoints: true` in Pulumi.<environment>.yaml, which is also the default.",
  example: `# Pulumi.prod.yaml
config:
  lakestage:network:
    privateEndpoints: true`,
  types: ["azure-native:keyvault:Vault", "azure-native:network:PrivateEndpoint"],
  check(stack, report) {
    const vaults = stack.ofType("azure-native:keyvault:Vault");
    let endpoints = 0;
    stack.each("azure-native:network:PrivateEndpoint", ({ props }) => {
      // A manual connection waits for somebody's approval: it is none yet.
      for (const { groupIds } of props.privateLinkServiceConnections ?? []) {
        if (groupIds?.includes("vault")) endpoints += 1;
      }
    });
    // Which endpoint leads to which vault, a preview does not know: their number it does.
    if (endpoints < vaults.length) {
      report(
        `${vaults.length} key ${vaults.length === 1 ? "vault has" : "vaults have"} ${endpoints} private endpoints`,
        vaults.length === 1 ? vaults[0] : undefined,
      );
    }
  },
});
