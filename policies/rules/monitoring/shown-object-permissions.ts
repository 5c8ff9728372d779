import { factsOf, kindNamedIn } from "../../../databricks/workspace-objects";
import { ALWAYS, resourceRule } from "../../rule";
import { reportPeople } from "../jobs/people";

export const rule = resourceRule({
  id: "LSMON016",
  title: "A project's folders, alerts and dashboards are managed by none of people",
  why: `Whoever manages the folder that jobs run code from changes what they run; whoever manages an alert moves its threshold.
Both are deployed, and are someone's change only in Git. \`users\` is everybody.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:OE"],
  remediation: "Give the estate's groups `CAN_READ`, in development `CAN_RUN` or `CAN_EDIT`; managing is CI's.",
  example: `accessControls: [{ groupName: "data-scientists", permissionLevel: "CAN_READ" }]`,
  types: ["databricks:index/permissions:Permissions"],
  check({ props }, report, context) {
    // Which object it is may not be known yet; that it is one of these, is.
    const kind = kindNamedIn(props);
    if (kind && factsOf(kind).isInTree) reportPeople(props.accessControls ?? [], report, context);
  },
});
