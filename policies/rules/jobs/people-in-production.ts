import { ONLY_IN_PRODUCTION, resourceRule } from "../../rule";
import { peopleIn } from "./people";

export const rule = resourceRule({
  id: "LSJOB020",
  title: "People only look at jobs in production",
  why: `Whoever may start a job runs it with the rights of its identity, which writes production's tables; whoever manages it
decides what it runs. In production both happen through CI and through alerts.`,
  severity: "high",
  enforcement: ONLY_IN_PRODUCTION,
  references: ["WAF:SE"],
  remediation: "Give groups of people `CAN_VIEW`; a run that must be repeated is started by CI.",
  example: `accessControls: [{ groupName: "ml-engineers", permissionLevel: "CAN_VIEW" }]`,
  types: ["databricks:index/permissions:Permissions"],
  check({ props }, report, context) {
    // Which object it is may not be known yet; that it is one of these, is.
    if (!("jobId" in props)) return;
    for (const [index, entry] of (props.accessControls ?? []).entries()) {
      const people = peopleIn(entry, context);
      if (people !== undefined && entry.permissionLevel !== "CAN_VIEW") {
        report(`${people} has ${entry.permissionLevel} on the job`, `accessControls[${index}]`);
      }
    }
  },
});
