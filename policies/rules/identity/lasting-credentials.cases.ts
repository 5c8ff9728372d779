import { add, type RuleCases } from "../../cases/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "a personal access token",
      stack: "dev.platform",
      changes: [add("databricks:index/token:Token", "notebook-token", { comment: "notebooks", lifetimeSeconds: 3600 })],
      says: "a Token is made",
    },
    {
      name: "a token on behalf of a run identity",
      stack: "prod.flight-delay",
      changes: [add("databricks:index/oboToken:OboToken", "runner-token", { applicationId: "a", comment: "runner" })],
      says: "OboToken",
    },
    {
      name: "a secret of the deployment identity's",
      changes: [
        add("databricks:index/servicePrincipalSecret:ServicePrincipalSecret", "deployment-secret", {
          servicePrincipalId: "174075595309411",
          lifetime: "3600s",
        }),
      ],
      says: "ServicePrincipalSecret",
    },
  ],
  leftAlone: [
    {
      name: "a federation policy, by which the same identity signs in without one",
      changes: [
        add(
          "databricks:index/servicePrincipalFederationPolicy:ServicePrincipalFederationPolicy",
          "deployment-databricks-branch",
          { policyId: "branch", servicePrincipalId: 174075595309411 },
        ),
      ],
    },
  ],
};
