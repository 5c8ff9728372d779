import { ADVICE, resourceRule } from "../../rule";
import { definitionOf, isInteractive } from "./shared/policy-definition";

const FEW = 5;

export const rule = resourceRule({
  id: "LSCOST018",
  title: "A person has few clusters at a time",
  why: `Clusters that people work on are bounded one by one; without a bound on their number, ten small ones cost as much as a
large one, and nobody sees it.`,
  severity: "low",
  enforcement: ADVICE,
  references: ["WAF:CO"],
  remediation: "Set `compute.clustersPerUser` to at most 5; `maxClustersPerUser` of the policy.",
  example: "config:\n  lakestage:compute:\n    clustersPerUser: 1",
  types: ["databricks:index/clusterPolicy:ClusterPolicy"],
  check({ props }, report) {
    if (!isInteractive(definitionOf(props))) return;
    const { maxClustersPerUser } = props;
    if (!maxClustersPerUser) report("a person may have any number of clusters", "maxClustersPerUser");
    else if (maxClustersPerUser > FEW) {
      report(`a person may have ${maxClustersPerUser} clusters`, "maxClustersPerUser");
    }
  },
});
