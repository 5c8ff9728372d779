import { ONLY_IN_PRODUCTION, stackRule } from "../../rule";
import { kindOf } from "./shared/data-holders";

export const rule = stackRule({
  id: "LSPROT004",
  title: "Azure refuses to delete production's data, whoever asks",
  why: `\`protect\` stops this program, not a person in the portal, a script or another tool. A lock on the resource group stops all
of them: even an owner has to take the lock away first, which the activity log shows.`,
  severity: "high",
  enforcement: ONLY_IN_PRODUCTION,
  references: ["WAF:RE", "WAF:SE"],
  remediation: "Leave `protection.lock` on in the environment's file; the lock's level is CanNotDelete or ReadOnly.",
  example: `lakestage:protection:
  lock: true`,
  types: [
    "azure-native:authorization:ManagementLockAtResourceGroupLevel",
    "azure-native:databricks:Workspace",
    "azure-native:keyvault:Vault",
    "azure-native:operationalinsights:Workspace",
    "azure-native:storage:StorageAccount",
  ],
  check(stack, report) {
    const locked = new Set<string>();
    // A lock that a preview does not know yet leaves the whole question open.
    for (const lock of stack.ofType("azure-native:authorization:ManagementLockAtResourceGroupLevel")) {
      const { level, resourceGroupName } = lock.props;
      if (LEVELS.includes(level ?? "")) locked.add((resourceGroupName ?? "").toLowerCase());
      else report(`the lock's level is ${level || "not set"}`, lock, "level");
    }
    for (const type of LOCKED) {
      stack.each(type, (resource) => {
        const group = resource.props.resourceGroupName ?? "";
        if (locked.has(group.toLowerCase())) return;
        report(`no lock holds this ${kindOf(resource)} in resource group ${group}`, resource, "resourceGroupName");
      });
    }
  },
});

const LEVELS = ["CanNotDelete", "ReadOnly"];

/** Whose deletion loses data; what is in them is locked with them. */
const LOCKED = [
  "azure-native:databricks:Workspace",
  "azure-native:keyvault:Vault",
  "azure-native:operationalinsights:Workspace",
  "azure-native:storage:StorageAccount",
] as const;
