import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";
import { tasksOf } from "./shared/job-parts";

const MOST_ATTEMPTS = 10;
/** Of attempts that may follow each other at once. */
const FEW = 3;
const MINUTE = 60_000;

export const rule = resourceRule({
  id: "LSJOB004",
  title: "Retries do not become a storm",
  why: `Attempts without end, or one upon the other, keep a cluster busy with what cannot succeed and load the store that
already fails. A task that took too long once takes as long again: its time limit is then multiplied.`,
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:RE", "WAF:CO"],
  remediation:
    "Keep `retries` at 10 or less and `retryAfterMinutes` at 1 or more, and leave `retryOnTimeout` of the task off.",
  example: "training:\n  retries: 1\n  retryAfterMinutes: 5",
  types: ["databricks:index/job:Job"],
  check({ props }, report) {
    for (const { part: task, path } of tasksOf(props)) {
      const retries = task.maxRetries ?? 0;
      if (retries < 0 || retries > MOST_ATTEMPTS) {
        const attempts = retries < 0 ? "without end" : `${retries} times`;
        report(`task ${task.taskKey} is tried again ${attempts}`, `${path}.maxRetries`);
      } else if (retries > FEW && (task.minRetryIntervalMillis ?? 0) < MINUTE) {
        report(`task ${task.taskKey} is tried again ${retries} times at once`, `${path}.minRetryIntervalMillis`);
      }
      if (task.retryOnTimeout) {
        report(`task ${task.taskKey} is tried again when its time is up`, `${path}.retryOnTimeout`);
      }
    }
  },
});
