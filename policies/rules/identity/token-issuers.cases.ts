import { type RuleCases, set } from "../../cases/planted";
import { AZURE_TRUST, DATABRICKS_TRUST } from "./shared/trusted-pipelines";

export const cases: RuleCases = {
  caught: [
    {
      name: "another CI",
      changes: [set(AZURE_TRUST, "deployment-azure-github", { issuer: "https://gitlab.com" })],
      says: "https://gitlab.com",
    },
    {
      name: "another organisation of Azure DevOps",
      stack: "dev.platform",
      changes: [
        set(AZURE_TRUST, "deployment-azure-azure-devops", {
          issuer: "https://vstoken.dev.azure.com/99999999-5b6a-4978-8695-a4b3c2d1e001",
        }),
      ],
      says: "99999999",
    },
    {
      name: "keys that somebody hosts for GitHub",
      stack: "staging.platform",
      changes: [
        set(DATABRICKS_TRUST, "deployment-databricks-github", {
          "oidcPolicy.jwksUri": "https://keys.example/github.json",
        }),
      ],
      says: "not the issuer's own",
    },
  ],
  leftAlone: [
    {
      name: "a service connection whose tokens our own directory signs",
      changes: [
        set(AZURE_TRUST, "deployment-azure-azure-devops", {
          issuer: "https://login.microsoftonline.com/0b9c3e6a-3f43-4f7a-8f3e-6f7f6f2c1a01/v2.0",
        }),
      ],
    },
  ],
};
