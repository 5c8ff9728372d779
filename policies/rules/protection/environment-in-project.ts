import { ALWAYS, stackRule } from "../../rule";
import { AZURE_DATA, kindOf } from "./shared/data-holders";

export const rule = stackRule({
  id: "LSPROT005",
  title: "Removing a project leaves its environment alone",
  why: `A project's stack is destroyed when the project ends. Whatever it declares goes with it: were the catalog, the workspace or
a group of identities among it, every other project of the environment would lose them too.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:RE", "WAF:OE"],
  remediation:
    "Declare it in the environment's stack or its platform's, and let the project's stack read it from that stack's outputs.",
  example: `infra/program/platform-stack.ts or environment-stack.ts declares it, and infra/program/stack-outputs.ts hands it on.`,
  types: [
    "azure-native:databricks:Workspace",
    "azure-native:keyvault:Key",
    "azure-native:keyvault:Vault",
    "azure-native:network:NatGateway",
    "azure-native:network:NetworkSecurityGroup",
    "azure-native:network:VirtualNetwork",
    "azure-native:operationalinsights:Workspace",
    "azure-native:resources:ResourceGroup",
    "azure-native:storage:BlobContainer",
    "azure-native:storage:StorageAccount",
    "databricks:index/catalog:Catalog",
    "databricks:index/clusterPolicy:ClusterPolicy",
    "databricks:index/externalLocation:ExternalLocation",
    "databricks:index/group:Group",
    "databricks:index/secretScope:SecretScope",
    "databricks:index/sqlEndpoint:SqlEndpoint",
    "databricks:index/storageCredential:StorageCredential",
    "databricks:index/workspaceConf:WorkspaceConf",
  ],
  check(stack, report, { project }) {
    if (project === undefined) return;
    for (const type of OF_ENVIRONMENT) {
      // Nothing of it is read: that it is there at all is what is wrong.
      for (const resource of stack.ofType(type)) {
        report(`project ${project} declares a ${kindOf(resource)} of its own`, resource);
      }
    }
  },
});

/** What projects share. */
const OF_ENVIRONMENT = [
  ...AZURE_DATA,
  "azure-native:network:NatGateway",
  "azure-native:network:NetworkSecurityGroup",
  "azure-native:network:VirtualNetwork",
  "azure-native:operationalinsights:Workspace",
  "azure-native:resources:ResourceGroup",
  "databricks:index/catalog:Catalog",
  "databricks:index/clusterPolicy:ClusterPolicy",
  "databricks:index/externalLocation:ExternalLocation",
  "databricks:index/group:Group",
  "databricks:index/secretScope:SecretScope",
  "databricks:index/sqlEndpoint:SqlEndpoint",
  "databricks:index/storageCredential:StorageCredential",
  "databricks:index/workspaceConf:WorkspaceConf",
] as const;
