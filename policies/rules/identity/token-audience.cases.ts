import { edit, type RuleCases } from "../../testing/planted";
import { AZURE_TRUST, DATABRICKS_TRUST } from "./trusted-pipelines";

export const cases: RuleCases = {
  caught: [
    {
      name: "tokens that are meant for GitHub itself, beside ours",
      changes: [
        edit(DATABRICKS_TRUST, "deployment-databricks-github", (inputs) => {
          inputs.oidcPolicy?.audiences?.push("https://github.com/lakestage-example");
        }),
      ],
      says: "https://github.com/lakestage-example",
    },
    {
      name: "tokens that are meant for some other application",
      stack: "dev",
      changes: [
        edit(AZURE_TRUST, "deployment-azure-github", (inputs) => {
          inputs.audiences = ["api://lakestage"];
        }),
      ],
      says: "api://lakestage",
    },
  ],
  leftAlone: [
    {
      name: "a policy that leaves the audience to Databricks, which takes the account",
      changes: [
        edit(DATABRICKS_TRUST, "deployment-databricks-github", (inputs) => {
          delete inputs.oidcPolicy?.audiences;
        }),
      ],
    },
  ],
};
