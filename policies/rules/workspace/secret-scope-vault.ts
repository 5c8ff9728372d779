import { ALWAYS, stackRule } from "../../rule";

const SCOPE = "databricks:index/secretScope:SecretScope";
const VAULT = "azure-native:keyvault:Vault";

export const rule = stackRule({
  id: "LSWS026",
  title: "A secret scope on a key vault is on the environment's own",
  why: `Jobs use what they find in the scope as a password or a token. In a vault of somebody else's, that person decides what
production signs in with, and sees whatever is asked for.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Take `resourceId` and `dnsName` of `keyvaultMetadata` from the Vault that the stack declares.",
  example: `keyvaultMetadata: { resourceId: vault.id, dnsName: vault.properties.vaultUri }`,
  types: [SCOPE, VAULT],
  check(stack, report) {
    const vaults = stack.ofType(VAULT).map(({ urn }) => urn);
    stack.each(SCOPE, (scope) => {
      if (!("keyvaultMetadata" in scope.props) || scope.props.keyvaultMetadata === undefined) return;
      const from = scope.propertyDependencies.keyvaultMetadata ?? [];
      if (vaults.some((urn) => from.includes(urn))) return;
      report(`it is on ${scope.props.keyvaultMetadata.resourceId}`, scope, "keyvaultMetadata");
    });
  },
});
