import { NOT_IN_DEVELOPMENT, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSMON001",
  title: "Monitors run by the clock",
  why: `A monitor that is computed only when somebody asks tells of drift only when somebody already suspects it. What
works all day, or all night, must be looked at without being asked.`,
  severity: "medium",
  enforcement: NOT_IN_DEVELOPMENT,
  references: ["WAF:OE", "WAF:RE"],
  remediation: "Give the monitor a `schedule` in `projects/<project>.yaml`, and do not pause it.",
  example: `monitors:
  requests:
    table: requests
    schedule: { cron: "0 15 * * * ?" }`,
  types: ["databricks:index/qualityMonitor:QualityMonitor"],
  check({ props }, report) {
    const { schedule } = props;
    if (schedule?.pauseStatus === "PAUSED") report("its schedule is paused", "schedule.pauseStatus");
    else if (!schedule?.quartzCronExpression) report("it is computed only when somebody asks", "schedule");
  },
});
