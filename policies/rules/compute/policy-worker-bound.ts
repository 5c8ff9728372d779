import { ALWAYS, resourceRule } from "../../rule";
import { definitionOf, greatest } from "./shared/policy-definition";

export const rule = resourceRule({
  id: "LSCOST002",
  title: "Cluster policies bound the number of workers",
  why: `One wrong digit in a job or a form starts a hundred machines. The policy is the only place that refuses them, whoever
asks.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:CO"],
  remediation:
    "Bound `num_workers` and `autoscale.max_workers` of the policy by a `range`; `compute.maxWorkers` of the environment is what they get.",
  example: "config:\n  lakestage:compute:\n    maxWorkers: 4",
  types: ["databricks:index/clusterPolicy:ClusterPolicy"],
  check({ props }, report, { settings }) {
    const definition = definitionOf(props);
    for (const attribute of ["num_workers", "autoscale.max_workers"]) {
      const most = greatest(definition[attribute]);
      if (most > settings.compute.maxWorkers) {
        const found = Number.isFinite(most) ? `be ${most}` : "be any number";
        report(`${attribute} may ${found}; the environment's bound is ${settings.compute.maxWorkers}`, "definition");
      }
    }
  },
});
