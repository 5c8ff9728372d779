import type { RuleCases } from "../../cases/planted";
import { firstCluster, firstTask, job } from "./shared/planted-job";

export const cases: RuleCases = {
  caught: [
    {
      name: "a cluster without a policy",
      stack: "prod.flight-delay",
      changes: [firstCluster("training", { policyId: undefined })],
      says: "its cluster follows no policy",
    },
    {
      name: "a task's own cluster without a policy",
      stack: "staging.flight-delay",
      changes: [
        firstTask("features", {
          jobClusterKey: undefined,
          newCluster: { sparkVersion: "17.3.x-cpu-ml-scala2.13", nodeTypeId: "Standard_D4ds_v5", numWorkers: 1 },
        }),
      ],
      says: "its cluster follows no policy",
    },
    {
      name: "a cluster that takes nothing from its policy",
      stack: "prod.flight-delay",
      changes: [firstCluster("training", { sparkVersion: undefined })],
      says: "does not say its runtime",
    },
    {
      name: "a cluster that takes its policy's values",
      stack: "prod.flight-delay",
      changes: [firstCluster("training", { applyPolicyDefaultValues: true })],
      says: "takes its policy's values unsaid",
    },
  ],
  leftAlone: [
    {
      name: "a cluster with another runtime",
      stack: "prod.flight-delay",
      changes: [firstCluster("training", { sparkVersion: "16.4.x-cpu-ml-scala2.12" })],
    },
    {
      name: "a serverless job, which has no cluster",
      stack: "prod.flight-delay",
      changes: [
        job("features", { jobClusters: [], environments: [{ environmentKey: "python", spec: { client: "3" } }] }),
        firstTask("features", { jobClusterKey: undefined, environmentKey: "python" }),
      ],
    },
  ],
};
