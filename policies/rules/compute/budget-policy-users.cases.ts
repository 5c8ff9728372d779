import { append, type RuleCases, set } from "../../cases/planted";

const ruleSet = "databricks:index/accessControlRuleSet:AccessControlRuleSet";
const users = "account-attachments-budget-policy-users";

export const cases: RuleCases = {
  caught: [
    {
      name: "data scientists whose jobs production pays",
      changes: [append(ruleSet, users, "grantRules[0].principals", "groups/data-scientists")],
      says: "groups/data-scientists uses it",
    },
    {
      name: "a person",
      stack: "staging.platform",
      changes: [append(ruleSet, users, "grantRules[0].principals", "users/ada@lakestage.example")],
      says: "users/ada@lakestage.example uses it",
    },
    {
      name: "a pipeline that says who uses it",
      stack: "dev.platform",
      changes: [set(ruleSet, users, { "grantRules[0].role": "roles/budgetPolicy.manager" })],
      says: "the role is roles/budgetPolicy.manager",
    },
  ],
  leftAlone: [
    {
      name: "fewer users",
      changes: [set(ruleSet, users, { "grantRules[0].principals": ["groups/platform-admins"] })],
    },
  ],
};
