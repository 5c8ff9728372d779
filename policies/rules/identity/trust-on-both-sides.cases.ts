import { add, type RuleCases, remove, set } from "../../cases/planted";
import { AZURE_TRUST, DATABRICKS_TRUST } from "./shared/trusted-pipelines";

export const cases: RuleCases = {
  caught: [
    {
      name: "a pipeline that Databricks does not know",
      changes: [remove(DATABRICKS_TRUST, "deployment-databricks-github")],
      finds: ["deployment-azure-github"],
      says: "in Azure and not in Databricks",
    },
    {
      name: "a pipeline that also acts as another identity",
      stack: "dev.platform",
      changes: [
        add(AZURE_TRUST, "retraining-azure-github", {
          federatedIdentityCredentialResourceName: "github",
          resourceName: "lakestage-dev-retraining",
          resourceGroupName: "lakestage-dev",
          issuer: "https://token.actions.githubusercontent.com",
          subject: "repo:lakestage-example/mlops:environment:dev",
          audiences: ["api://AzureADTokenExchange"],
        }),
      ],
      says: "another resource too",
    },
    {
      name: "a service connection, whose tokens are meant for Microsoft Entra ID",
      stack: "staging.platform",
      changes: [
        add(DATABRICKS_TRUST, "deployment-databricks-azure-devops", {
          policyId: "azure-devops",
          servicePrincipalId: 4711,
          oidcPolicy: {
            issuer: "https://vstoken.dev.azure.com/1f2e3d4c-5b6a-4978-8695-a4b3c2d1e001",
            subject: "sc://lakestage-example/mlops/lakestage-staging",
            audiences: ["7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001"],
          },
        }),
      ],
      says: "never meant for",
    },
  ],
  leftAlone: [
    {
      name: "a pipeline that both no longer know",
      changes: [
        remove(AZURE_TRUST, "deployment-azure-github"),
        remove(DATABRICKS_TRUST, "deployment-databricks-github"),
      ],
    },
    {
      name: "a pipeline that goes by another name in one of them",
      changes: [set(DATABRICKS_TRUST, "deployment-databricks-github", { policyId: "github-actions", description: "" })],
    },
  ],
};
