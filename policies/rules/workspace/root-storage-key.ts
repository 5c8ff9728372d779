import { ADVICE, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSWS013",
  title: "A workspace with a key of ours encrypts its root storage with it",
  why: `The workspace's own storage account holds job results, logs and libraries. Without our key on it, taking the key away
leaves them readable.`,
  severity: "low",
  enforcement: ADVICE,
  references: ["WAF:SE", "CKV2_AZURE_48"],
  remediation:
    "Once the workspace is there with `parameters.prepareEncryption`, let the identity of its storage account use the key, and set `parameters.encryption.value`.",
  example: `parameters: {
  prepareEncryption: { value: true },
  encryption: { value: { keySource: "Microsoft.Keyvault", keyName, keyVaultUri, keyVersion } },
}`,
  types: ["azure-native:databricks:Workspace"],
  check({ props }, report) {
    const { managedDisk, managedServices } = props.encryption?.entities ?? {};
    const ownKey = managedServices?.keyVaultProperties?.keyName || managedDisk?.keyVaultProperties?.keyName;
    const source = props.parameters?.encryption?.value?.keySource || "Default";
    if (ownKey && source.toLowerCase() !== "microsoft.keyvault") {
      report(`the root storage's key source is ${source}`, "parameters.encryption.value.keySource");
    }
  },
});
