import { append, type RuleCases, set } from "../../cases/planted";
import { AZURE_TRUST, DATABRICKS_TRUST } from "./shared/trusted-pipelines";

export const cases: RuleCases = {
  caught: [
    {
      name: "tokens that are meant for GitHub itself, beside ours",
      changes: [
        append(
          DATABRICKS_TRUST,
          "deployment-databricks-github",
          "oidcPolicy.audiences",
          "https://github.com/lakestage-example",
        ),
      ],
      says: "https://github.com/lakestage-example",
    },
    {
      name: "tokens that are meant for some other application",
      stack: "dev.platform",
      changes: [set(AZURE_TRUST, "deployment-azure-github", { audiences: ["api://lakestage"] })],
      says: "api://lakestage",
    },
  ],
  leftAlone: [
    {
      name: "a policy that leaves the audience to Databricks, which takes the account",
      changes: [set(DATABRICKS_TRUST, "deployment-databricks-github", { "oidcPolicy.audiences": undefined })],
    },
  ],
};
