import { append, type RuleCases, set } from "../../cases/planted";

const policy = "databricks:index/budgetPolicy:BudgetPolicy";
const SHIPPED = "account-attachments-budget-policy";

export const cases: RuleCases = {
  caught: [
    {
      name: "a policy for some other workspace",
      changes: [set(policy, SHIPPED, { bindingWorkspaceIds: [4711] })],
      says: "bound to no workspace of the stack",
    },
    {
      name: "a policy for every workspace of the account",
      stack: "staging.platform",
      changes: [set(policy, SHIPPED, { bindingWorkspaceIds: undefined })],
      says: "bound to no workspace of the stack",
    },
    {
      name: "production's cost, on development's bill",
      changes: [set(policy, SHIPPED, { customTags: [{ key: "environment", value: "dev" }] })],
      says: "the tag environment is dev",
    },
  ],
  leftAlone: [
    {
      name: "a policy with one more tag",
      changes: [append(policy, SHIPPED, "customTags", { key: "team", value: "platform" })],
    },
  ],
};
