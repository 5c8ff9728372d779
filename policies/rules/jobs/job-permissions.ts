import { ALWAYS, resourceRule } from "../../rule";
import { reportIdentities, reportPeople } from "./people";

export const rule = resourceRule({
  id: "LSJOB024",
  title: "Jobs are given to the estate's groups, and managed by none of them",
  why: `Whoever manages a job decides what runs with the rights of its identity: past the review, until the next deployment. Whom
a group holds that the estate does not know, nobody can say; \`users\` is everybody.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Give the estate's groups `CAN_VIEW`, or `CAN_MANAGE_RUN` where people or the retraining webhook start jobs; managing is for the identity that deploys.",
  example: `accessControls: [{ groupName: "data-scientists", permissionLevel: "CAN_MANAGE_RUN" }]`,
  types: ["databricks:index/permissions:Permissions"],
  check({ props }, report, context) {
    // Which object it is may not be known yet; that it is one of these, is.
    if (!("jobId" in props)) return;
    reportPeople(props.accessControls ?? [], report, context);
    reportIdentities(props.accessControls ?? [], report, context);
  },
});
