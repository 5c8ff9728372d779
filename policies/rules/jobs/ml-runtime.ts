import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";
import { clustersOf, isTraining } from "./shared/job-parts";

export const rule = resourceRule({
  id: "LSJOB021",
  title: "Models are trained on an ML runtime",
  why: `The ML runtime brings the libraries in versions that fit each other, for years. On the plain one, each run installs what
is newest that day: the model of next week is trained with other libraries than the one it is compared with.`,
  severity: "low",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:OE"],
  remediation: "Leave `sparkVersion` of the cluster to the policy (`compute.sparkVersion`), or name an ML runtime.",
  example: "config:\n  lakestage:compute:\n    sparkVersion: auto:latest-lts-ml",
  types: ["databricks:index/job:Job"],
  check({ props }, report) {
    if (!isTraining(props)) return;
    for (const { part, path } of clustersOf(props)) {
      const { sparkVersion, useMlRuntime } = part;
      // Absent, the policy's.
      if (sparkVersion && !useMlRuntime && !/-ml(-|$)/.test(sparkVersion)) {
        report(`the model is trained on ${sparkVersion}`, `${path}.sparkVersion`);
      }
    }
  },
});
