import type { RuleCases } from "../../cases/planted";
import { firstCluster } from "../jobs/shared/planted-job";

export const cases: RuleCases = {
  caught: [
    {
      name: "a cluster out of a pool",
      stack: "prod.flight-delay",
      changes: [firstCluster("training", { instancePoolId: "1121-140326-pool" })],
      says: "1121-140326-pool",
    },
    {
      name: "a driver out of a pool",
      stack: "staging.flight-delay",
      changes: [firstCluster("training", { driverInstancePoolId: "1121-140326-pool", nodeTypeId: "Standard_D4ds_v5" })],
      says: "its cluster draws on the pool 1121-140326-pool",
    },
  ],
  leftAlone: [
    {
      name: "a cluster of a named machine size",
      stack: "prod.flight-delay",
      changes: [firstCluster("training", { nodeTypeId: "Standard_D4ds_v5", instancePoolId: "" })],
    },
  ],
};
