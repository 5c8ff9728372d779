import { edit, type RuleCases } from "../../testing/planted";
import { AZURE_TRUST, DATABRICKS_TRUST } from "./trusted-pipelines";

export const cases: RuleCases = {
  caught: [
    {
      name: "another CI",
      changes: [
        edit(AZURE_TRUST, "deployment-azure-github", (inputs) => {
          inputs.issuer = "https://gitlab.com";
        }),
      ],
      says: "https://gitlab.com",
    },
    {
      name: "another organisation of Azure DevOps",
      stack: "dev",
      changes: [
        edit(DATABRICKS_TRUST, "deployment-databricks-azure-devops", (inputs) => {
          if (!inputs.oidcPolicy) return;
          inputs.oidcPolicy.issuer = "https://vstoken.dev.azure.com/99999999-5b6a-4978-8695-a4b3c2d1e001";
        }),
      ],
      says: "99999999",
    },
    {
      name: "keys that somebody hosts for GitHub",
      stack: "staging",
      changes: [
        edit(DATABRICKS_TRUST, "deployment-databricks-github", (inputs) => {
          if (inputs.oidcPolicy) inputs.oidcPolicy.jwksUri = "https://keys.example/github.json";
        }),
      ],
      says: "not the issuer's own",
    },
  ],
  leftAlone: [
    {
      name: "a service connection whose tokens our own directory signs",
      changes: [
        edit(AZURE_TRUST, "deployment-azure-azure-devops", (inputs) => {
          inputs.issuer = "https://login.microsoftonline.com/0b9c3e6a-3f43-4f7a-8f3e-6f7f6f2c1a01/v2.0";
        }),
      ],
    },
  ],
};
