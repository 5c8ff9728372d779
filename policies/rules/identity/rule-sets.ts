import { ALWAYS, resourceRule } from "../../rule";

/** Kinds of objects that a stack makes in the account, by their names in names of rule sets. */
const OWN = ["servicePrincipals", "budgetPolicies"];

export const rule = resourceRule({
  id: "LSID020",
  title:
    "A stack says who may use service principals and budget policies, and not who manages the account or its groups",
  why: `A rule set replaces the whole list that was there. On the account, a stack would take roles away from everybody that
it does not know of; on a group it decides who adds members to it, past the directory.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Remove the rule set, or name one service principal or budget policy in `name`.",
  example: `name: "accounts/7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001/servicePrincipals/2f6c5f0e-1c3b-4a65-8d25-0d3e5b0a7c01/ruleSets/default"`,
  types: ["databricks:index/accessControlRuleSet:AccessControlRuleSet"],
  check({ props }, report, { settings }) {
    const name = props.name || "without a name";
    const isOwn = OWN.some((kind) => name.startsWith(`accounts/${settings.account.id}/${kind}/`));
    if (!isOwn) report(`the rule set ${name} is about no service principal or budget policy of the account`, "name");
  },
});
