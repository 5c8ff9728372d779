import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSJOB023",
  title: "Serverless tasks name the version of their environment",
  why: `Without a version, serverless compute takes the one that is current when the task starts: Python and its libraries change
between two runs of the same release.`,
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:OE", "WAF:RE"],
  remediation:
    "Set `compute.environmentVersion` of the project; `spec.environmentVersion` of each of the job's environments.",
  example: `compute:\n  type: serverless\n  environmentVersion: "3"`,
  types: ["databricks:index/job:Job"],
  check({ props }, report) {
    for (const [index, { environmentKey, spec }] of (props.environments ?? []).entries()) {
      // `client` is its old name; a base environment names one itself.
      if (!spec?.environmentVersion && !spec?.client && !spec?.baseEnvironment) {
        report(`environment ${environmentKey} has no version`, `environments[${index}].spec.environmentVersion`);
      }
    }
  },
});
