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
      changes: [set(DATABRICKS_TRUST, "deployment-databricks-azure-devops", { "oidcPolicy.subject": undefined })],
      says: "whatever its subject",
    },
  ],
  leftAlone: [
    {
      name: "one branch",
      changes: [
        set(AZURE_TRUST, "deployment-azure-github", { subject: "repo:lakestage-example/mlops:ref:refs/heads/release" }),
      ],
    },
  ],
};
