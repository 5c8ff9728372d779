import { ALWAYS, resourceRule } from "../../rule";
import { reachOf, roleName } from "./shared/azure-roles";

/** Of use for a budget, which lies on the subscription; none of them opens or changes a resource. */
const FOR_COSTS = ["Cost Management Contributor", "Cost Management Reader", "Reader"];

export const rule = resourceRule({
  id: "LSID008",
  title: "No identity holds power over a whole subscription",
  why: `Environments may share a subscription. A role on it reaches all of them: development's could then change or delete
production. Only costs are looked at there.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Set `scope` to the environment's resource group, or better to the one resource that the role is for.",
  example: `assignRole("preview-reader", { ...principal, scope: resourceGroup.id, role: "Reader" });`,
  types: ["azure-native:authorization:RoleAssignment"],
  check({ props }, report) {
    const role = roleName(props.roleDefinitionId);
    const reach = reachOf(props.scope);
    if (reach === "everything" || (reach === "subscription" && !FOR_COSTS.includes(role))) {
      report(
        `${role} reaches ${reach === "everything" ? "beyond the subscription" : "the whole subscription"}`,
        "scope",
      );
    }
  },
});
