import { IN_PRODUCTION, resourceRule } from "../../rule";
import { isContinuous, judges, runsCode, tasksOf } from "./shared/job-parts";

export const rule = resourceRule({
  id: "LSJOB003",
  title: "A failed task is tried again",
  why: `Clusters are lost, networks fail and stores answer late: most failures are over when the task starts a second time.
Without a further attempt each of them wakes somebody, and a day's predictions are late. What judges a version or
the code (validate, approve, integration-test) may have one: it would say the same again.`,
  severity: "medium",
  enforcement: IN_PRODUCTION,
  references: ["WAF:RE"],
  remediation: "Set `retries` of the job's section in `projects/<project>.yaml`; `maxRetries` of every task.",
  example: "batch:\n  retries: 1\n  retryAfterMinutes: 5",
  types: ["databricks:index/job:Job"],
  check({ props }, report) {
    // The service refuses attempts of a continuous job's tasks: the job is begun again as a whole.
    if (isContinuous(props)) return;
    for (const { part, path } of tasksOf(props)) {
      if (runsCode(part) && !judges(part) && !part.maxRetries)
        report(`task ${part.taskKey} has one attempt`, `${path}.maxRetries`);
    }
  },
});
