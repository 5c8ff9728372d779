import type { RuleCases } from "../../cases/planted";
import { policy } from "./shared/planted-policy";

export const cases: RuleCases = {
  caught: [
    {
      name: "a policy without a bound",
      stack: "prod",
      changes: [policy("cluster-policies-jobs", { num_workers: undefined })],
      says: "num_workers may be any number",
    },
    {
      name: "a policy whose clusters may grow beyond the environment's bound",
      stack: "dev",
      changes: [policy("cluster-policies-interactive", { "autoscale.max_workers": { type: "range", maxValue: 64 } })],
      says: "may be 64",
    },
    {
      name: "a range that only has a lower end",
      stack: "staging",
      changes: [policy("cluster-policies-jobs", { num_workers: { type: "range", minValue: 1 } })],
      says: "num_workers may be any number; the environment's bound is 4",
    },
  ],
  leftAlone: [
    {
      name: "a policy for clusters that cannot grow",
      stack: "prod",
      changes: [
        policy("cluster-policies-jobs", {
          num_workers: { type: "fixed", value: 4 },
          "autoscale.max_workers": { type: "forbidden" },
        }),
      ],
    },
  ],
};
