import { IN_PRODUCTION, resourceRule } from "../../rule";
import { type Job, type Task, tasksOf } from "./job-parts";

export const rule = resourceRule({
  id: "LSJOB005",
  title: "Somebody is told when a job fails",
  why: `A job that fails in silence is noticed by those who miss its results. Time limits and attempts are worth little when
nobody hears that they were used up.`,
  severity: "high",
  enforcement: IN_PRODUCTION,
  references: ["WAF:OE", "WAF:RE"],
  remediation:
    "Name people in `team.contacts` of `projects/<project>.yaml`; `emailNotifications.onFailures` or `webhookNotifications.onFailures` of the job.",
  example: "team:\n  name: flight-operations\n  contacts: [flight-operations@lakestage.example]",
  types: ["databricks:index/job:Job"],
  check({ props }, report) {
    if (toldOfFailure(props)) return;
    // Each task that tells for itself is as good.
    const silent = (props.tasks ?? []).filter((task) => !toldOfFailure(task)).map(({ taskKey }) => taskKey);
    if (silent.length > 0 || tasksOf(props).length === 0) {
      const tasks = silent.length === props.tasks?.length ? "" : ` of ${silent.join(", ")}`;
      report(`nobody hears of a failure${tasks}`, "emailNotifications.onFailures");
    }
  },
});

const toldOfFailure = ({ emailNotifications, webhookNotifications }: Job | Task): boolean =>
  (emailNotifications?.onFailures ?? []).some((address) => address !== "") ||
  (webhookNotifications?.onFailures ?? []).length > 0;
