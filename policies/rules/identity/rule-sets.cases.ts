import { add, type RuleCases } from "../../cases/planted";

const account = "accounts/7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001";
const rules = (name: string, role: string) =>
  add("databricks:index/accessControlRuleSet:AccessControlRuleSet", "managers", {
    name,
    grantRules: [{ role, principals: ["groups/platform-admins"] }],
  });

export const cases: RuleCases = {
  caught: [
    {
      name: "a stack that says who makes service principals in the account",
      changes: [rules(`${account}/ruleSets/default`, "roles/servicePrincipal.creator")],
      says: "no service principal",
    },
    {
      name: "a stack that says who manages a group",
      stack: "prod.flight-delay",
      changes: [rules(`${account}/groups/70311/ruleSets/default`, "roles/group.manager")],
      says: "groups/70311",
    },
  ],
  leftAlone: [
    {
      name: "a stack that says who uses a service principal",
      changes: [rules(`${account}/servicePrincipals/60211/ruleSets/default`, "roles/servicePrincipal.user")],
    },
  ],
};
