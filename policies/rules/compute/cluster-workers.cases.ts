import type { RuleCases } from "../../cases/planted";
import { firstCluster } from "../jobs/shared/planted-job";

export const cases: RuleCases = {
  caught: [
    {
      name: "a cluster of nobody",
      stack: "prod.flight-delay",
      changes: [firstCluster("training", { isSingleNode: false, numWorkers: 0 })],
      says: "no workers",
    },
    {
      name: "a cluster that shrinks beyond what it grows to",
      stack: "dev.flight-delay",
      changes: [firstCluster("training", { isSingleNode: false, autoscale: { minWorkers: 4, maxWorkers: 2 } })],
      says: "shrinks to 4",
    },
  ],
  leftAlone: [
    {
      name: "a single machine in the old way",
      stack: "prod.flight-delay",
      changes: [
        firstCluster("training", {
          isSingleNode: undefined,
          numWorkers: 0,
          sparkConf: { "spark.databricks.cluster.profile": "singleNode", "spark.master": "local[*]" },
        }),
      ],
    },
    {
      name: "a cluster that grows",
      stack: "prod.flight-delay",
      changes: [firstCluster("training", { isSingleNode: false, autoscale: { minWorkers: 1, maxWorkers: 2 } })],
    },
  ],
};
