import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";
import { isTraining } from "./job-parts";

export const rule = resourceRule({
  id: "LSJOB008",
  title: "A model is trained by one run at a time",
  why: `Runs of training end by moving the aliases Challenger and Champion. Two at once compare themselves with a Champion that
the other replaces in between, and the worse one may stay. With none allowed, every start is skipped.`,
  severity: "high",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:RE"],
  remediation: "Set `maxConcurrentRuns: 1` on the training job.",
  example: `new databricks.Job("training", { ..., maxConcurrentRuns: 1, queue: { enabled: true } });`,
  types: ["databricks:index/job:Job"],
  check({ props }, report) {
    // Absent, Databricks allows one.
    const { maxConcurrentRuns = 1 } = props;
    if (isTraining(props) && maxConcurrentRuns !== 1) {
      report(`${maxConcurrentRuns} runs are allowed at a time`, "maxConcurrentRuns");
    }
  },
  remedy: ({ props }) => (isTraining(props) ? { ...props, maxConcurrentRuns: 1 } : undefined),
});
