import { type RuleCases, set } from "../../cases/planted";
import { AZURE_TRUST, DATABRICKS_TRUST } from "./shared/trusted-pipelines";

export const cases: RuleCases = {
  caught: [
    {
      name: "production that trusts development's workflows",
      changes: [
        set(AZURE_TRUST, "deployment-azure-github", { subject: "repo:lakestage-example/mlops:environment:dev" }),
      ],
      says: "prod trusts what runs for dev",
    },
    {
      name: "production that trusts development's service connection",
      changes: [
        set(AZURE_TRUST, "deployment-azure-azure-devops", { subject: "sc://lakestage-example/mlops/lakestage-dev" }),
      ],
      says: "lakestage-dev",
    },
    {
      name: "somebody else's repository",
      stack: "dev.platform",
      changes: [
        set(AZURE_TRUST, "deployment-azure-github", { subject: "repo:lakestage-examples/mlops:environment:dev" }),
      ],
      says: "not the estate's",
    },
    {
      name: "a repository of our name that somebody made anew",
      changes: [
        set(DATABRICKS_TRUST, "deployment-databricks-github-immutable", {
          "oidcPolicy.subject": "repo:lakestage-example@187402936/mlops@2000000000:environment:prod",
        }),
      ],
      says: "not the estate's",
    },
    {
      name: "a service connection that the settings do not name",
      changes: [
        set(AZURE_TRUST, "deployment-azure-azure-devops", {
          subject:
            "/eid1/c/pub/t/aj6cC0M_ek-PPm9_bywaAQ/a/rISbSSETf0KqFyZ8ppdXmA/sc/1f2e3d4c-5b6a-4978-8695-a4b3c2d1e001/4d1c7a90-2e6b-4f35-8a1d-0c9e8b7f6a01",
        }),
      ],
      says: "is not the service connection lakestage-prod of the settings",
    },
  ],
  leftAlone: [
    {
      name: "a branch of our own repository",
      changes: [
        set(AZURE_TRUST, "deployment-azure-github", { subject: "repo:lakestage-example/mlops:ref:refs/heads/release" }),
      ],
    },
  ],
};
