import { edit, type RuleCases } from "../../testing/planted";
import { AZURE_TRUST, DATABRICKS_TRUST } from "./trusted-pipelines";

export const cases: RuleCases = {
  caught: [
    {
      name: "pull requests, which anybody opens",
      changes: [
        edit(AZURE_TRUST, "deployment-azure-github", (inputs) => {
          inputs.subject = "repo:lakestage-example/mlops:pull_request";
        }),
      ],
      says: "pull_request names no environment",
    },
    {
      name: "every repository of the organisation",
      stack: "dev",
      changes: [
        edit(DATABRICKS_TRUST, "deployment-databricks-github", (inputs) => {
          if (inputs.oidcPolicy) inputs.oidcPolicy.subject = "repo:lakestage-example/*:environment:dev";
        }),
      ],
      says: "wildcard",
    },
    {
      name: "every token of the issuer",
      stack: "staging",
      changes: [
        edit(DATABRICKS_TRUST, "deployment-databricks-azure-devops", (inputs) => {
          delete inputs.oidcPolicy?.subject;
        }),
      ],
      says: "whatever its subject",
    },
  ],
  leftAlone: [
    {
      name: "one branch",
      changes: [
        edit(AZURE_TRUST, "deployment-azure-github", (inputs) => {
          inputs.subject = "repo:lakestage-example/mlops:ref:refs/heads/release";
        }),
      ],
    },
  ],
};
