import { type RuleCases, set } from "../../cases/planted";
import { DATABRICKS_TRUST } from "./shared/trusted-pipelines";

export const cases: RuleCases = {
  caught: [
    {
      name: "development's pipeline, trusted for another principal",
      stack: "dev.platform",
      changes: [set(DATABRICKS_TRUST, "deployment-databricks-github", { servicePrincipalId: 4711 })],
      says: "4711 is no principal of the stack",
    },
    {
      name: "run identities whose group the directory fills",
      changes: [set("databricks:index/group:Group", "runners", { externalId: "b0a7e5d2-6c1f-4e83-9d24-7f1c0e5a9b36" })],
      says: "it is the directory's b0a7e5d2",
    },
  ],
  leftAlone: [
    {
      name: "a trust that says what it is for",
      stack: "dev.platform",
      changes: [set(DATABRICKS_TRUST, "deployment-databricks-github", { description: "GitHub" })],
    },
  ],
};
