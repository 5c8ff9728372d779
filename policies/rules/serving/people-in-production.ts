import { ONLY_IN_PRODUCTION, resourceRule } from "../../rule";
import { peopleIn } from "../jobs/people";

export const rule = resourceRule({
  id: "LSSERV013",
  title: "People neither query nor manage endpoints in production",
  why: `Whoever manages an endpoint decides which version answers; whoever queries it takes capacity from callers and adds to the
requests that monitors learn from. Callers are identities; people see metrics.`,
  severity: "high",
  enforcement: ONLY_IN_PRODUCTION,
  references: ["WAF:SE"],
  remediation: "Give groups of people `CAN_VIEW`; let callers have identities of their own, with `CAN_QUERY`.",
  example: `accessControls: [{ groupName: "data-scientists", permissionLevel: "CAN_VIEW" }]`,
  types: ["databricks:index/permissions:Permissions"],
  check({ props }, report, context) {
    // Which object it is may not be known yet; that it is one of these, is.
    if (!("servingEndpointId" in props)) return;
    for (const [index, entry] of (props.accessControls ?? []).entries()) {
      const people = peopleIn(entry, context);
      if (people !== undefined && entry.permissionLevel !== "CAN_VIEW") {
        report(`${people} has ${entry.permissionLevel} on the endpoint`, `accessControls[${index}]`);
      }
    }
  },
});
