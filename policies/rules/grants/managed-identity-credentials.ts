import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSGRANT019",
  title: "Unity Catalog reaches storage through a managed identity",
  why: `A service principal's secret or a key can be copied, ends, and works from anywhere. An access connector's managed identity
has nothing to copy, and the storage's firewall lets it in by name.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Name the environment's access connector in `azureManagedIdentity`, and no other kind of identity.",
  example: `new databricks.StorageCredential("credential", { ..., azureManagedIdentity: { accessConnectorId: connector.id } });`,
  types: ["databricks:index/storageCredential:StorageCredential"],
  check({ props }, report) {
    // A block without anything in it is one that the provider adds.
    const others = OTHER_KINDS.filter((kind) => Object.values(props[kind] ?? {}).some(Boolean));
    for (const kind of others) report(`it signs in by ${kind}`, kind);
    if (others.length === 0 && !props.azureManagedIdentity?.accessConnectorId) {
      report("no managed identity is named", "azureManagedIdentity");
    }
  },
});

const OTHER_KINDS = [
  "awsIamRole",
  "azureServicePrincipal",
  "cloudflareApiToken",
  "databricksGcpServiceAccount",
  "gcpServiceAccountKey",
] as const;
