import { type RuleCases, set } from "../../cases/planted";
import { DATABRICKS_TRUST } from "./shared/trusted-pipelines";

export const cases: RuleCases = {
  caught: [
    {
      name: "a policy that goes by the environment's name in whatever repository",
      changes: [set(DATABRICKS_TRUST, "deployment-databricks-github", { "oidcPolicy.subjectClaim": "environment" })],
      says: "the claim environment",
    },
  ],
  leftAlone: [
    {
      name: "a policy that does not say, for which Databricks takes the subject",
      changes: [set(DATABRICKS_TRUST, "deployment-databricks-github", { "oidcPolicy.subjectClaim": undefined })],
    },
  ],
};
