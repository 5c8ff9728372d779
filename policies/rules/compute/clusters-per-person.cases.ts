import { type RuleCases, set } from "../../cases/planted";

const clusterPolicy = "databricks:index/clusterPolicy:ClusterPolicy";

export const cases: RuleCases = {
  caught: [
    {
      name: "any number of clusters",
      stack: "dev",
      changes: [set(clusterPolicy, "cluster-policies-interactive", { maxClustersPerUser: undefined })],
      says: "any number",
    },
    {
      name: "twenty clusters",
      stack: "dev",
      changes: [set(clusterPolicy, "cluster-policies-interactive", { maxClustersPerUser: 20 })],
      says: "20 clusters",
    },
  ],
  leftAlone: [
    {
      name: "many clusters of jobs, which end with their run",
      stack: "prod",
      changes: [set(clusterPolicy, "cluster-policies-jobs", { maxClustersPerUser: 20 })],
    },
  ],
};
