import { ONLY_IN_PRODUCTION, resourceRule } from "../../rule";
import { isGroupOfIdentities, isPlatformAdmins } from "./principals";

export const rule = resourceRule({
  id: "LSGRANT025",
  title: "People only look at what a workspace of production has",
  why: `Whoever may run a query, start a warehouse or edit a folder in production acts there without a review, and at production's
cost. People look, in order to find out what went wrong; pipelines change things.`,
  severity: "high",
  enforcement: ONLY_IN_PRODUCTION,
  references: ["WAF:SE", "WAF:CO"],
  remediation:
    "Give people CAN_READ or CAN_VIEW; let CI or a run identity do the rest. `infra/config/access.ts` says who may what.",
  example: `{ groupName: settings.groups.mlEngineers, permissionLevel: "CAN_READ" }`,
  types: ["databricks:index/permissions:Permissions"],
  check({ props }, report, context) {
    // Jobs and serving endpoints have rules of their own.
    if ("jobId" in props || "servingEndpointId" in props) return;
    for (const [index, { groupName, permissionLevel, userName }] of (props.accessControls ?? []).entries()) {
      const who = userName || groupName;
      if (!who || LOOKING.includes(permissionLevel ?? "")) continue;
      if (isPlatformAdmins(who, context) || who === "admins" || isGroupOfIdentities(who, context)) continue;
      report(`"${who}" may ${permissionLevel}`, `accessControls[${index}].permissionLevel`);
    }
  },
});

const LOOKING = ["CAN_READ", "CAN_VIEW"];
