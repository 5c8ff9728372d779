import type { Change, RuleCases } from "../../cases/planted";
import { warehouse } from "./shared/planted-warehouse";

/** Of a type that the estate does not use. */
const foreign = (type: string, inputs: object): Change => ({ kind: "add", type, name: "standing", inputs });

export const cases: RuleCases = {
  caught: [
    {
      name: "a cluster that stands in production",
      stack: "prod.flight-delay",
      changes: [foreign("databricks:index/cluster:Cluster", { sparkVersion: "17.3.x-scala2.13", numWorkers: 2 })],
      says: "waits for people",
    },
    {
      name: "a script that every cluster of staging runs",
      stack: "staging",
      changes: [foreign("databricks:index/globalInitScript:GlobalInitScript", { contentBase64: "ZWNobyBoaQo=" })],
      says: "every cluster",
    },
  ],
  leftAlone: [
    { name: "a larger warehouse", stack: "prod", changes: [warehouse({ clusterSize: "Small", maxNumClusters: 2 })] },
  ],
};
