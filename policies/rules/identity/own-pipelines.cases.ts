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
        set(DATABRICKS_TRUST, "deployment-databricks-azure-devops", {
          "oidcPolicy.subject": "sc://lakestage-example/mlops/lakestage-dev",
        }),
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
