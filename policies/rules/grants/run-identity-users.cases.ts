import { append, type RuleCases, set } from "../../cases/planted";

const ruleSet = "databricks:index/accessControlRuleSet:AccessControlRuleSet";

export const cases: RuleCases = {
  caught: [
    {
      name: "ML engineers who may use production's run identity",
      changes: [append(ruleSet, "flight-delay-runner-users", "grantRules[0].principals", "groups/ml-engineers")],
      says: "groups/ml-engineers holds roles/servicePrincipal.user",
    },
    {
      name: "a person who may say who uses it",
      stack: "dev.platform",
      changes: [
        append(ruleSet, "flight-delay-runner-users", "grantRules", {
          role: "roles/servicePrincipal.manager",
          principals: ["users/ada@lakestage.example"],
        }),
      ],
      says: "users/ada@lakestage.example holds roles/servicePrincipal.manager",
    },
    {
      name: "a pipeline that lets others act as the identity",
      changes: [
        set("databricks:index/accessControlRuleSet:AccessControlRuleSet", "flight-delay-runner-users", {
          "grantRules[0].role": "roles/servicePrincipal.manager",
        }),
      ],
      says: "the role is roles/servicePrincipal.manager",
    },
  ],
  leftAlone: [
    {
      name: "another service principal",
      changes: [
        append(
          ruleSet,
          "flight-delay-runner-users",
          "grantRules[0].principals",
          "servicePrincipals/5a3e7c1d-0b2f-4c68-9d11-2f6c8e4b7a01",
        ),
      ],
    },
  ],
};
