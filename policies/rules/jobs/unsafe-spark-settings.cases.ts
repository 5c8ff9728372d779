import type { RuleCases } from "../../cases/planted";
import { firstCluster } from "./shared/planted-job";

export const cases: RuleCases = {
  caught: [
    {
      name: "a cluster on which Unity Catalog is off",
      stack: "prod.flight-delay",
      changes: [firstCluster("training", { sparkConf: { "spark.databricks.unityCatalog.enabled": "false" } })],
      says: "spark.databricks.unityCatalog.enabled",
    },
    {
      name: "a cluster that passes its user's credential on",
      stack: "staging.flight-delay",
      changes: [firstCluster("features", { sparkConf: { "spark.databricks.passthrough.enabled": "TRUE" } })],
      says: "its cluster sets spark.databricks.passthrough.enabled to TRUE",
    },
  ],
  leftAlone: [
    {
      name: "a cluster on which Unity Catalog is said to be on",
      stack: "prod.flight-delay",
      changes: [
        firstCluster("training", {
          sparkConf: { "spark.databricks.unityCatalog.enabled": "true", "spark.speculation": "false" },
        }),
      ],
    },
  ],
};
