import type { PropertiesOf } from "../../resource-types";
import { ADVICE, stackRule } from "../../rule";

export const rule = stackRule({
  id: "LSSTOR020",
  title: "Where a workspace is encrypted with a key of ours, its storage is too",
  why: `A key of one's own is there to be taken away: whoever needs that for notebooks and disks needs it for the tables,
which hold far more. Half of it costs the same care and proves nothing to an auditor.`,
  severity: "medium",
  enforcement: ADVICE,
  references: ["WAF:SE", "CKV2_AZURE_1"],
  remediation:
    'Set `encryption.keySource: "Microsoft.Keyvault"` with a key of the environment\'s vault, and an identity that may use it.',
  example: `new StorageAccount("lake", {
  ...,
  encryption: { keySource: "Microsoft.Keyvault", keyVaultProperties: { keyVaultUri, keyName: "storage" } },
});`,
  types: ["azure-native:databricks:Workspace", "azure-native:storage:StorageAccount"],
  check(stack, report) {
    const workspace = stack.ofType("azure-native:databricks:Workspace").find(({ props }) => hasOwnKey(props));
    if (!workspace) return;
    stack.each("azure-native:storage:StorageAccount", (account) => {
      if (isVault(account.props.encryption?.keySource)) return;
      report(`it has Microsoft's key, while ${workspace.name} has one of ours`, account, "encryption.keySource");
    });
  },
});

function hasOwnKey({ encryption, parameters }: PropertiesOf<"azure-native:databricks:Workspace">): boolean {
  const { managedDisk, managedServices } = encryption?.entities ?? {};
  const sources = [managedDisk, managedServices, parameters?.encryption?.value].map((key) => key?.keySource);
  return sources.some(isVault);
}

const isVault = (keySource: string | undefined): boolean => keySource?.toLowerCase() === "microsoft.keyvault";
