import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";
import { clustersOf } from "./shared/job-parts";

export const rule = resourceRule({
  id: "LSJOB013",
  title: "Job clusters follow a cluster policy",
  why: `The policy fixes the runtime, the machine sizes, the number of workers and the tag that cost is counted by. A cluster
without one may be of any size and runs any version; only those may make one who are allowed everything. What the policy
would fill in, the job says itself: the service shows the values and not that they were asked for, so that every plan would
find the job changed.`,
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:CO", "WAF:SE"],
  remediation:
    "Set `policyId` of the cluster to the environment's policy for jobs, and `sparkVersion` to the environment's runtime.",
  example: "newCluster: { policyId: environment.jobPolicyId, sparkVersion: environment.jobRuntime }",
  types: ["databricks:index/job:Job"],
  check({ props }, report) {
    for (const { part, path } of clustersOf(props)) {
      if (!part.policyId) report("its cluster follows no policy", `${path}.policyId`);
      else if (part.applyPolicyDefaultValues === true) {
        report("its cluster takes its policy's values unsaid", `${path}.applyPolicyDefaultValues`);
      } else if (!part.sparkVersion) report("its cluster does not say its runtime", `${path}.sparkVersion`);
    }
  },
});
