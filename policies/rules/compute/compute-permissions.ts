import { factsOf, kindNamedIn } from "../../../databricks/workspace-objects";
import { ALWAYS, resourceRule } from "../../rule";
import { reportIdentities, reportPeople } from "../jobs/people";

export const rule = resourceRule({
  id: "LSCOST019",
  title: "Compute is used by the estate's groups, and managed by admins alone",
  why: `Whoever manages a cluster policy or a warehouse lifts its bounds, for themselves and for all others. Jobs need to use
them; nobody but admins needs more.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:CO", "WAF:SE"],
  remediation: "Give groups and identities `CAN_USE`.",
  example: `accessControls: [{ groupName: "lakestage-prod-runners", permissionLevel: "CAN_USE" }]`,
  types: ["databricks:index/permissions:Permissions"],
  check({ props }, report, context) {
    // Which object it is may not be known yet; that it is one of these, is.
    const kind = kindNamedIn(props);
    if (!kind || !factsOf(kind).computes) return;
    reportPeople(props.accessControls ?? [], report, context);
    reportIdentities(props.accessControls ?? [], report, context);
  },
});
