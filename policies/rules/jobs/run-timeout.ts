import { IN_PRODUCTION, resourceRule } from "../../rule";
import { isContinuous, tasksOf } from "./shared/job-parts";

const DAY = 86_400;

export const rule = resourceRule({
  id: "LSJOB002",
  title: "Every run of a job ends within a day",
  why: `A run that hangs keeps its cluster, and with it the next run, until somebody looks. A time limit turns it into a
failure that people are told of. Jobs that run without end are meant to.`,
  severity: "medium",
  enforcement: IN_PRODUCTION,
  references: ["WAF:RE", "WAF:CO"],
  remediation:
    "Set `timeoutMinutes` of the job's section in `projects/<project>.yaml` to at most 1440; `timeoutSeconds` of the resource.",
  example: "training:\n  timeoutMinutes: 180",
  types: ["databricks:index/job:Job"],
  check({ props }, report) {
    if (isContinuous(props)) return;
    const { timeoutSeconds } = props;
    if (!timeoutSeconds) report("a run may last for ever", "timeoutSeconds");
    else if (timeoutSeconds > DAY) report(`a run may last ${hours(timeoutSeconds)}`, "timeoutSeconds");
    for (const { part, path } of tasksOf(props)) {
      // Without a limit of its own, a task ends with its run.
      if ((part.timeoutSeconds ?? 0) > DAY) {
        report(`task ${part.taskKey} may last ${hours(part.timeoutSeconds ?? 0)}`, `${path}.timeoutSeconds`);
      }
    }
  },
});

const hours = (seconds: number): string => `${Math.round(seconds / 360) / 10} hours`;
