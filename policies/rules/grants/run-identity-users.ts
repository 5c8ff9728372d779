import { ALWAYS, resourceRule } from "../../rule";
import { isPlatformAdmins } from "./shared/principals";

export const rule = resourceRule({
  id: "LSGRANT026",
  title: "Platform admins and identities alone may act as a run identity",
  why: `Whoever may use a service principal makes a job run as it, with code of their own: what the identity may do, they may. It is
a way past every list of grants, and no grant shows it.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Take the role away; deploy through CI, whose identity holds it.",
  example: `{ role: "roles/servicePrincipal.user", principals: ["groups/platform-admins", "servicePrincipals/…"] }`,
  types: ["databricks:index/accessControlRuleSet:AccessControlRuleSet"],
  check({ props }, report, context) {
    if (!props.name?.includes("/servicePrincipals/")) return;
    for (const [index, { principals, role }] of (props.grantRules ?? []).entries()) {
      const others = (principals ?? []).filter(
        (principal) =>
          !principal.startsWith("servicePrincipals/") && !isPlatformAdmins(principal.replace(/^groups\//, ""), context),
      );
      for (const principal of others) report(`${principal} holds ${role}`, `grantRules[${index}].principals`);
      // Who manages an identity lets others use it.
      if (others.length === 0 && role !== "roles/servicePrincipal.user") {
        report(`the role is ${role}`, `grantRules[${index}].role`);
      }
    }
  },
});
