import type { RuleCases } from "../../cases/planted";
import { warehouse } from "./shared/planted-warehouse";

export const cases: RuleCases = {
  caught: [
    {
      name: "ten clusters in development",
      stack: "dev",
      changes: [warehouse({ clusterSize: "Medium", maxNumClusters: 10 })],
      says: "10 × Medium is 240 units",
    },
    {
      name: "the largest size, and two of it",
      stack: "prod",
      changes: [warehouse({ clusterSize: "4X-Large", maxNumClusters: 2 })],
      says: "1056 units",
    },
  ],
  leftAlone: [
    {
      name: "ten clusters in production",
      stack: "prod",
      changes: [warehouse({ clusterSize: "Medium", maxNumClusters: 10 })],
    },
    { name: "one large cluster in development", stack: "dev", changes: [warehouse({ clusterSize: "X-Large" })] },
  ],
};
