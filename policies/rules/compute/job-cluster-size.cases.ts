import type { RuleCases } from "../../cases/planted";
import { firstCluster } from "../jobs/shared/planted-job";

export const cases: RuleCases = {
  caught: [
    {
      name: "a cluster that may grow beyond what is offered",
      stack: "prod.flight-delay",
      changes: [firstCluster("training", { autoscale: { minWorkers: 1, maxWorkers: 40 } })],
      says: "40 workers",
    },
    {
      name: "a driver that is not offered",
      stack: "dev.flight-delay",
      changes: [firstCluster("training", { nodeTypeId: "Standard_D4ds_v5", driverNodeTypeId: "Standard_E96ds_v5" })],
      says: "Standard_E96ds_v5",
    },
  ],
  leftAlone: [
    {
      name: "a cluster as large as may be",
      stack: "prod.flight-delay",
      changes: [firstCluster("training", { nodeTypeId: "Standard_D8ds_v5", numWorkers: 4 })],
    },
  ],
};
