import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSJOB008",
  title: "Jobs have one run at a time",
  why: `Two runs of training compare themselves with a Champion that the other replaces in between, and the worse one may stay; two
runs of inference write the same rows. With none allowed, every start is skipped.`,
  severity: "high",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:RE"],
  remediation: "Set `maxConcurrentRuns: 1`; what is to run side by side is a loop in one run (`forEachTask`).",
  example: `new databricks.Job("training", { ..., maxConcurrentRuns: 1, queue: { enabled: true } });`,
  types: ["databricks:index/job:Job"],
  check({ props: { maxConcurrentRuns } }, report) {
    // Absent, Databricks allows one.
    const runs = maxConcurrentRuns ?? 1;
    if (runs !== 1) report(`${runs} runs are allowed at a time`, "maxConcurrentRuns");
  },
  remedy: ({ props }) => ({ ...props, maxConcurrentRuns: 1 }),
});
