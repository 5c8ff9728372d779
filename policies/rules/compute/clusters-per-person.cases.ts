import { edit, type RuleCases } from "../../testing/planted";

const clusterPolicy = "databricks:index/clusterPolicy:ClusterPolicy";

export const cases: RuleCases = {
  caught: [
    {
      name: "any number of clusters",
      stack: "dev",
      changes: [
        edit(clusterPolicy, "cluster-policies-interactive", (inputs) => {
          delete inputs.maxClustersPerUser;
        }),
      ],
      says: "any number",
    },
    {
      name: "twenty clusters",
      stack: "dev",
      changes: [
        edit(clusterPolicy, "cluster-policies-interactive", (inputs) => {
          inputs.maxClustersPerUser = 20;
        }),
      ],
      says: "20 clusters",
    },
  ],
  leftAlone: [
    {
      name: "many clusters of jobs, which end with their run",
      changes: [
        edit(clusterPolicy, "cluster-policies-jobs", (inputs) => {
          inputs.maxClustersPerUser = 20;
        }),
      ],
    },
  ],
};
