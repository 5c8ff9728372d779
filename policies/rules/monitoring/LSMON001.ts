import { IN_PRODUCTION, stackRule } from "../../rule";

const MONITOR = "databricks:index/qualityMonitor:QualityMonitor";

export const rule = stackRule({
  id: "LSMON001",
  title: "Monitors of a project that serves run by the clock",
  why: `A monitor that is computed only when somebody asks tells of drift only when somebody already suspects it. What answers
requests all day must be looked at without being asked.`,
  severity: "medium",
  enforcement: IN_PRODUCTION,
  references: ["WAF:OE", "WAF:RE"],
  remediation: "Give the monitor a `schedule` in `projects/<project>.yaml`, and do not pause it.",
  example: `monitors:
  requests:
    table: requests
    schedule: { cron: "0 15 * * * ?" }`,
  check(stack, report) {
    // Tables that jobs write are looked at by the monitoring job, which LSJOB007 keeps going.
    const serves = stack.ofType("databricks:index/modelServing:ModelServing").length > 0;
    stack.each(MONITOR, (monitor) => {
      const { schedule } = monitor.props;
      if (schedule?.pauseStatus === "PAUSED") report("its schedule is paused", monitor, "schedule.pauseStatus");
      else if (serves && !schedule?.quartzCronExpression) {
        report("it is computed only when somebody asks", monitor, "schedule");
      }
    });
  },
});
