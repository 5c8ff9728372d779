import { ALWAYS, resourceRule } from "../../rule";
import { reportPeople } from "../jobs/people";

export const rule = resourceRule({
  id: "LSSERV018",
  title: "Endpoints are given to the estate's groups, and managed by none of people",
  why: `Whoever manages an endpoint chooses the version that answers and switches the inference table off, past the deployment
task. Whom a group holds that the estate does not know, nobody can say; \`users\` is everybody.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Give the estate's groups `CAN_VIEW`, or `CAN_QUERY` where people try models; managing is the run identity's.",
  example: `accessControls: [{ groupName: "data-scientists", permissionLevel: "CAN_QUERY" }]`,
  types: ["databricks:index/permissions:Permissions"],
  check({ props }, report, context) {
    // Which object it is may not be known yet; that it is one of these, is.
    if ("servingEndpointId" in props) reportPeople(props.accessControls ?? [], report, context);
  },
});
