import { resourcesWith } from "../../replaced-rules";
import { ONLY_IN_PRODUCTION, resourceRule } from "../../rule";
import { manages, onlyLooks, peopleIn } from "./shared/permission-entries";
import { isGroupOfPeople } from "./shared/principals";

export const rule = resourceRule({
  id: "LSGRANT025",
  replaces: { LSJOB020: resourcesWith("jobId"), LSSERV013: resourcesWith("servingEndpointId") },
  title: "People only look at what a workspace of production has",
  why: `Whoever may start a job, query an endpoint, use a warehouse or edit a folder in production acts there without a review,
with the rights of an identity and at production's cost. People look, in order to find out what went wrong; pipelines change
things.`,
  severity: "high",
  enforcement: ONLY_IN_PRODUCTION,
  references: ["WAF:SE", "WAF:CO"],
  remediation:
    "Give people CAN_READ or CAN_VIEW; let CI, alerts or an identity of the caller's own do the rest. `infra/config/access.ts` says who may what.",
  example: `{ groupName: settings.groups.mlEngineers, permissionLevel: "CAN_READ" }`,
  types: ["databricks:index/permissions:Permissions"],
  check({ props }, report, context) {
    for (const [index, entry] of (props.accessControls ?? []).entries()) {
      const people = peopleIn(entry, context);
      // Whom it is not to be given to, and who manages it, are another rule's.
      if (!people || !isGroupOfPeople(people, context) || manages(entry) || onlyLooks(entry)) continue;
      report(`${people} has ${entry.permissionLevel}`, `accessControls[${index}].permissionLevel`);
    }
  },
});
