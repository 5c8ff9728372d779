import { WAITS_FOR_TABLES_TAG } from "../../../infra/components/ml/job-start";
import { IN_PRODUCTION, resourceRule } from "../../rule";
import { commandOf, tasksOf } from "./shared/job-parts";

/** Commands whose results somebody expects without asking. */
const EXPECTED = ["score", "monitor"];

export const rule = resourceRule({
  id: "LSJOB025",
  title: "Predictions and metrics come without being asked for",
  why: `A job that scores or monitors and that nothing starts does nothing after the day that it was made. Its tables keep their
last rows, so nothing looks missing.`,
  severity: "medium",
  enforcement: { ...IN_PRODUCTION, development: "disabled" },
  references: ["WAF:RE", "WAF:OE"],
  remediation: "Set `batch.start` or `monitoring.schedule` in `projects/<project>.yaml`.",
  example: `batch:\n  start:\n    schedule: { cron: "0 0 5 * * ?", timezone: Europe/Amsterdam }`,
  types: ["databricks:index/job:Job"],
  check({ props }, report) {
    const { continuous, schedule, tags, trigger, triggers } = props;
    if (continuous || schedule || trigger || (triggers ?? []).length > 0) return;
    // The next deployment lets these start it.
    if (tags?.[WAITS_FOR_TABLES_TAG] !== undefined) return;
    const expected = tasksOf(props).flatMap(({ part }) => commandOf(part) ?? []);
    const command = expected.find((name) => EXPECTED.includes(name));
    if (command !== undefined) report(`nothing starts it, and it is to ${command}`, "schedule");
  },
});
