import { ADVICE, stackRule } from "../../rule";
import { commandOf, optionOf, tasksOf } from "../jobs/shared/job-parts";

export const rule = stackRule({
  id: "LSMON017",
  title: "What batch and streaming inference write is watched by a monitor",
  why: `Predictions that nobody computes metrics on drift unseen. The monitor of their table is what tells, days before those who
rely on them do.`,
  severity: "medium",
  // The first deployment comes before the table: its monitor waits.
  enforcement: ADVICE,
  references: ["WAF:OE", "WAF:RE"],
  remediation:
    "Add a monitor of the table that `batch.output` or `streaming.output` names to `monitors` of `projects/<project>.yaml`.",
  example: `monitors:
  predictions:
    table: predictions
    profile: inferenceLog
    timestamp: predicted_at
    label: late
    schedule: { cron: "0 0 6 * * ?" }`,
  types: ["databricks:index/job:Job", "databricks:index/qualityMonitor:QualityMonitor"],
  check(stack, report) {
    // A monitor whose table is not known yet may be the one: then nothing can be said.
    const monitors = stack.ofType("databricks:index/qualityMonitor:QualityMonitor");
    const watched = new Set(monitors.map(({ props }) => (props.tableName ?? "").replaceAll("`", "").toLowerCase()));
    stack.each("databricks:index/job:Job", (job) => {
      for (const { part } of tasksOf(job.props)) {
        if (commandOf(part) !== "score") continue;
        const name = ["catalog", "schema", "output"].map((option) => optionOf(part, option)?.toLowerCase());
        const table = name.join(".");
        if (!name.includes(undefined) && !watched.has(table)) report(`no monitor watches ${table}`, job);
      }
    });
  },
});
