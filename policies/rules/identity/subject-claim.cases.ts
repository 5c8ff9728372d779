import { edit, type RuleCases } from "../../testing/planted";
import { DATABRICKS_TRUST } from "./trusted-pipelines";

export const cases: RuleCases = {
  caught: [
    {
      name: "a policy that goes by the environment's name in whatever repository",
      changes: [
        edit(DATABRICKS_TRUST, "deployment-databricks-github", (inputs) => {
          if (inputs.oidcPolicy) inputs.oidcPolicy.subjectClaim = "environment";
        }),
      ],
      says: "the claim environment",
    },
  ],
  leftAlone: [
    {
      name: "a policy that does not say, for which Databricks takes the subject",
      changes: [
        edit(DATABRICKS_TRUST, "deployment-databricks-github", (inputs) => {
          delete inputs.oidcPolicy?.subjectClaim;
        }),
      ],
    },
  ],
};
