import { add, type RuleCases } from "../../cases/planted";
import { policy } from "./shared/planted-policy";

export const cases: RuleCases = {
  caught: [
    {
      name: "a policy that says nothing of idle clusters",
      stack: "dev",
      changes: [policy("cluster-policies-interactive", { autotermination_minutes: undefined })],
      says: "never end",
    },
    {
      name: "a policy that lets zero minutes pass",
      stack: "dev",
      changes: [policy("cluster-policies-interactive", { autotermination_minutes: { type: "range", maxValue: 60 } })],
      says: "never end",
    },
    {
      name: "a policy that fixes a whole day",
      stack: "dev",
      changes: [policy("cluster-policies-interactive", { autotermination_minutes: { type: "fixed", value: 1440 } })],
      says: "1440 minutes",
    },
    {
      name: "a policy for any kind of cluster",
      stack: "prod",
      changes: [add("databricks:index/clusterPolicy:ClusterPolicy", "any", { name: "any", definition: "{}" })],
      says: "its clusters need never end",
    },
  ],
  leftAlone: [
    {
      name: "a policy that fixes an hour",
      stack: "dev",
      changes: [policy("cluster-policies-interactive", { autotermination_minutes: { type: "fixed", value: 60 } })],
    },
    {
      name: "a policy for job clusters, which end with their run",
      stack: "prod",
      changes: [policy("cluster-policies-jobs", { autotermination_minutes: undefined })],
    },
  ],
};
