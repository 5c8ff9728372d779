import { NOT_IN_DEVELOPMENT, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSMON005",
  title: "Alerts are looked at by the clock",
  why: `A paused alert, or one without a schedule, is never evaluated. It looks as if all were well, for as long as nobody opens
it.`,
  severity: "high",
  enforcement: NOT_IN_DEVELOPMENT,
  references: ["WAF:OE", "WAF:RE"],
  remediation: "Take `paused: true` out of the project's section for the environment; give the alert a `schedule`.",
  example: `alerts:
  model-decays:
    schedule: { cron: "0 0 7 * * ?" }`,
  types: ["databricks:index/alertV2:AlertV2"],
  check({ props: { schedule } }, report) {
    if (schedule?.pauseStatus === "PAUSED") report("it is paused", "schedule.pauseStatus");
    else if (!schedule?.quartzCronSchedule) report("nothing evaluates it", "schedule.quartzCronSchedule");
  },
});
