import { NOT_IN_DEVELOPMENT, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSJOB007",
  title: "Nothing in production is paused by hand",
  why: `A paused job looks healthy: it fails never. What was paused for an hour on a bad day stays so for weeks, and features,
predictions and metrics grow old unnoticed.`,
  severity: "high",
  enforcement: NOT_IN_DEVELOPMENT,
  references: ["WAF:RE", "WAF:OE"],
  remediation: "Take `paused: true` out of the project's section for the environment; set `pauseStatus: UNPAUSED`.",
  example: "environments:\n  prod:\n    paused: false",
  types: ["databricks:index/job:Job"],
  check({ props: { continuous, schedule, tasks, trigger, triggers } }, report) {
    const starts = [
      { path: "schedule", start: schedule },
      { path: "trigger", start: trigger },
      { path: "continuous", start: continuous },
      ...(triggers ?? []).map((start, index) => ({ path: `triggers[${index}]`, start })),
    ];
    for (const { path, start } of starts) {
      if (start?.pauseStatus === "PAUSED") report(`its ${path} is paused`, `${path}.pauseStatus`);
    }
    for (const [index, task] of (tasks ?? []).entries()) {
      if (task.disabled) report(`task ${task.taskKey} is disabled`, `tasks[${index}].disabled`);
    }
  },
});
