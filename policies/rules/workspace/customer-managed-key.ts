import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSWS012",
  title: "A workspace with a key of ours uses it for notebooks and for disks, and follows its rotation",
  why: `A key of ours is there so that taking it away makes the data unreadable. What is encrypted with Microsoft's keys stays
readable, and disks that stay with an old version of the key need it for ever.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Set `lakestage:workspace.customerManagedKeys: true` in Pulumi.<environment>.yaml, which declares both; by hand, set `encryption.entities.managedServices` and `managedDisk`.",
  example: `# Pulumi.prod.yaml
config:
  lakestage:workspace:
    customerManagedKeys: true`,
  types: ["azure-native:databricks:Workspace"],
  check({ props }, report) {
    const { managedDisk, managedServices } = props.encryption?.entities ?? {};
    const own = (entity: typeof managedServices): boolean => Boolean(entity?.keyVaultProperties?.keyName);
    const root = props.parameters?.encryption?.value?.keySource?.toLowerCase() === "microsoft.keyvault";
    if (!own(managedServices) && !own(managedDisk) && !root) return;
    if (!own(managedServices)) {
      report("notebooks and queries are encrypted with a key of Microsoft's", "encryption.entities.managedServices");
    }
    if (!own(managedDisk)) {
      report("clusters' disks are encrypted with a key of Microsoft's", "encryption.entities.managedDisk");
    } else if (managedDisk?.rotationToLatestKeyVersionEnabled !== true) {
      report(
        "clusters' disks stay with one version of the key",
        "encryption.entities.managedDisk.rotationToLatestKeyVersionEnabled",
      );
    }
  },
});
