import { IN_PRODUCTION, isOfType, resourceRule } from "../../rule";
import { clustersOf } from "../jobs/shared/job-parts";
import { definitionOf, namedValues } from "./shared/policy-definition";
import { runtimeProblem } from "./shared/runtimes";

export const rule = resourceRule({
  id: "LSCOST005",
  title: "Clusters run a supported LTS runtime",
  why: `A runtime out of support gets no more security fixes, and at its end clusters with it do not start. One without long-term
support lives six months: nothing that runs every night should follow it.`,
  severity: "medium",
  enforcement: IN_PRODUCTION,
  references: ["WAF:SE", "WAF:RE"],
  remediation:
    "Set `compute.sparkVersion` to `auto:latest-lts-ml` or to a release with long-term support, and leave it out of jobs.",
  example: "config:\n  lakestage:compute:\n    sparkVersion: auto:latest-lts-ml",
  types: ["databricks:index/clusterPolicy:ClusterPolicy", "databricks:index/job:Job"],
  check(resource, report) {
    if (isOfType(resource, "databricks:index/job:Job")) {
      for (const { part, path } of clustersOf(resource.props)) {
        const problem = part.sparkVersion ? runtimeProblem(part.sparkVersion) : undefined;
        if (problem) report(`its cluster's runtime ${problem}`, `${path}.sparkVersion`);
      }
    } else if (isOfType(resource, "databricks:index/clusterPolicy:ClusterPolicy")) {
      const versions = namedValues(definitionOf(resource.props).spark_version);
      if (!versions) report("its clusters may have any runtime", "definition");
      for (const version of versions ?? []) {
        const problem = runtimeProblem(version);
        if (problem) report(`its clusters' runtime ${problem}`, "definition");
      }
    }
  },
});
