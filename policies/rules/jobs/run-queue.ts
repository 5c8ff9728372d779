import { IN_PRODUCTION, resourceRule } from "../../rule";
import { isContinuous } from "./shared/job-parts";

export const rule = resourceRule({
  id: "LSJOB009",
  title: "A start that comes too early waits",
  why: `Without a queue, a start while the job runs is skipped: the retraining that an alert asked for, or the day's
predictions after a long run, never happen, and nothing has failed.`,
  severity: "medium",
  enforcement: IN_PRODUCTION,
  references: ["WAF:RE"],
  remediation: "Set `queue: { enabled: true }` on the job.",
  example: `new databricks.Job("training", { ..., queue: { enabled: true } });`,
  types: ["databricks:index/job:Job"],
  check({ props }, report) {
    if (isContinuous(props)) return;
    if (!props.queue?.enabled) report("a start while it runs is skipped", "queue.enabled");
  },
  remedy: ({ props }) => (isContinuous(props) ? undefined : { ...props, queue: { enabled: true } }),
});
