import { ALWAYS, resourceRule } from "../../rule";
import { reachOf, roleName } from "./shared/azure-roles";

export const rule = resourceRule({
  id: "LSID008",
  title: "No identity holds power over a whole subscription",
  why: `Environments may share a subscription. A role on it reaches all of them: development's could then change or delete
production, and one that only reads tells what is there.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Set `scope` to the environment's resource group, or better to the one resource that the role is for.",
  example: `assignRole("preview-reader", { ...principal, scope: resourceGroup.id, role: "Reader" });`,
  types: ["azure-native:authorization:RoleAssignment"],
  check({ props }, report) {
    const role = roleName(props.roleDefinitionId);
    const reach = reachOf(props.scope);
    if (reach === "everything" || reach === "subscription") {
      report(
        `${role} reaches ${reach === "everything" ? "beyond the subscription" : "the whole subscription"}`,
        "scope",
      );
    }
  },
});
