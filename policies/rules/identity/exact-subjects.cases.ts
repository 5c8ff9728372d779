import { type RuleCases, set } from "../../cases/planted";
import { AZURE_TRUST, DATABRICKS_TRUST } from "./shared/trusted-pipelines";

export const cases: RuleCases = {
  caught: [
    {
      name: "pull requests, which anybody opens",
      changes: [set(AZURE_TRUST, "deployment-azure-github", { subject: "repo:lakestage-example/mlops:pull_request" })],
      says: "pull_request names no environment",
    },
    {
      name: "every repository of the organisation",
      stack: "dev.platform",
      changes: [
        set(DATABRICKS_TRUST, "deployment-databricks-github", {
          "oidcPolicy.subject": "repo:lakestage-example/*:environment:dev",
        }),
      ],
      says: "wildcard",
    },
    {
      name: "every token of the issuer",
      stack: "staging.platform",
      changes: [set(DATABRICKS_TRUST, "deployment-databricks-github", { "oidcPolicy.subject": undefined })],
      says: "whatever its subject",
    },
    {
      name: "a repository by its owner's id alone",
      stack: "dev.platform",
      changes: [
        set(AZURE_TRUST, "deployment-azure-github-immutable", {
          subject: "repo:lakestage-example@187402936/mlops:environment:dev",
        }),
      ],
      says: "names no environment",
    },
    {
      name: "every service connection of the organisation",
      changes: [
        set(AZURE_TRUST, "deployment-azure-azure-devops", {
          subject:
            "/eid1/c/pub/t/aj6cC0M_ek-PPm9_bywaAQ/a/rISbSSETf0KqFyZ8ppdXmA/sc/1f2e3d4c-5b6a-4978-8695-a4b3c2d1e001",
        }),
      ],
      says: "names no environment",
    },
  ],
  leftAlone: [
    {
      name: "a service connection for which Microsoft Entra ID signs",
      changes: [
        set(AZURE_TRUST, "deployment-azure-azure-devops", {
          subject:
            "/eid1/c/pub/t/aj6cC0M_ek-PPm9_bywaAQ/a/rISbSSETf0KqFyZ8ppdXmA/sc/1f2e3d4c-5b6a-4978-8695-a4b3c2d1e001/4d1c7a90-2e6b-4f35-8a1d-0c9e8b7f6a01",
        }),
      ],
    },
    {
      name: "one branch",
      changes: [
        set(AZURE_TRUST, "deployment-azure-github", { subject: "repo:lakestage-example/mlops:ref:refs/heads/release" }),
      ],
    },
  ],
};
