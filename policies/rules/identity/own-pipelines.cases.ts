import { edit, type RuleCases } from "../../testing/planted";
import { AZURE_TRUST, DATABRICKS_TRUST } from "./trusted-pipelines";

export const cases: RuleCases = {
  caught: [
    {
      name: "production that trusts development's workflows",
      changes: [
        edit(AZURE_TRUST, "deployment-azure-github", (inputs) => {
          inputs.subject = "repo:lakestage-example/mlops:environment:dev";
        }),
      ],
      says: "prod trusts what runs for dev",
    },
    {
      name: "production that trusts development's service connection",
      changes: [
        edit(DATABRICKS_TRUST, "deployment-databricks-azure-devops", (inputs) => {
          if (inputs.oidcPolicy) inputs.oidcPolicy.subject = "sc://lakestage-example/mlops/lakestage-dev";
        }),
      ],
      says: "lakestage-dev",
    },
    {
      name: "somebody else's repository",
      stack: "dev",
      changes: [
        edit(AZURE_TRUST, "deployment-azure-github", (inputs) => {
          inputs.subject = "repo:lakestage-examples/mlops:environment:dev";
        }),
      ],
      says: "not the estate's",
    },
  ],
  leftAlone: [
    {
      name: "a branch of our own repository",
      changes: [
        edit(AZURE_TRUST, "deployment-azure-github", (inputs) => {
          inputs.subject = "repo:lakestage-example/mlops:ref:refs/heads/release";
        }),
      ],
    },
  ],
};
