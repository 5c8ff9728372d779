import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";
import { isGroupOfIdentities, isPlatformAdmins } from "../grants/shared/principals";

export const rule = resourceRule({
  id: "LSCOST025",
  title: "A budget policy is used by the environment's identities and platform admins, and managed by its maker",
  why: `What a policy tags is put on the environment's bill. Whoever else uses it has their own serverless jobs paid by the
environment; who manages it lets others use it.`,
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:CO"],
  remediation: "Take the principal out of the rule set, and leave it the role `roles/budgetPolicy.user` alone.",
  example: `{ role: "roles/budgetPolicy.user", principals: ["groups/platform-admins", "servicePrincipals/…"] }`,
  types: ["databricks:index/accessControlRuleSet:AccessControlRuleSet"],
  check({ props }, report, context) {
    if (!props.name?.includes("/budgetPolicies/")) return;
    for (const [index, { principals, role }] of (props.grantRules ?? []).entries()) {
      const isOurs = (principal: string): boolean => {
        const name = principal.replace(/^groups\//, "");
        if (name === principal) return principal.startsWith("servicePrincipals/");
        return isPlatformAdmins(name, context) || isGroupOfIdentities(name, context);
      };
      const others = (principals ?? []).filter((principal) => !isOurs(principal));
      for (const principal of others) report(`${principal} uses it`, `grantRules[${index}].principals`);
      if (others.length === 0 && role !== "roles/budgetPolicy.user") {
        report(`the role is ${role}`, `grantRules[${index}].role`);
      }
    }
  },
});
