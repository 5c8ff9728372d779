import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";
import { tasksOf } from "./shared/job-parts";

export const rule = resourceRule({
  id: "LSJOB014",
  title: "Jobs run on compute of their own",
  why: `On a cluster that is there anyway, a job shares memory, libraries and credentials with whoever works there, ends when
they end it, and costs more: interactive compute has another price than jobs'.`,
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:CO", "WAF:RE"],
  remediation:
    "Give the job a cluster (`compute.type: jobCluster`) or serverless compute instead of `existingClusterId`.",
  example: "compute:\n  type: jobCluster",
  types: ["databricks:index/job:Job"],
  check({ props }, report) {
    for (const { part, path } of tasksOf(props)) {
      if (part.existingClusterId) {
        report(`task ${part.taskKey} runs on cluster ${part.existingClusterId}`, `${path}.existingClusterId`);
      }
    }
  },
});
