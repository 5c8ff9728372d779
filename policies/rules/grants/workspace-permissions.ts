import { factsOf, OBJECT_KINDS } from "../../../databricks/workspace-objects";
import { resourcesWith } from "../../replaced-rules";
import { ALWAYS, type RuleContext, resourceRule } from "../../rule";
import { identityIn, isManagedByIdentity, manages, type PermissionEntry, peopleIn } from "./shared/permission-entries";
import { isGroupOfPeople, isSinglePerson } from "./shared/principals";

export const rule = resourceRule({
  id: "LSGRANT033",
  replaces: {
    LSCOST019: resourcesWith(...namesWhere(({ computes }) => computes === true)),
    LSJOB024: resourcesWith("jobId"),
    LSMON016: resourcesWith(...namesWhere(({ isInTree }) => isInTree === true)),
    LSSERV018: resourcesWith("servingEndpointId"),
  },
  title: "Objects of a workspace are given to the estate's groups, and people manage none of them",
  why: `\`users\` are all who can open the workspace, today and next year; whom a group holds that the estate does not know,
nobody can say; what one person is given stays with them when they change teams. Whoever manages a job, an endpoint, a folder
or a cluster policy changes what runs there, past the review, until the next deployment.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:CO", "WAF:OE", "Azure.RBAC.UseGroups"],
  remediation:
    "Permit it to one of the estate's groups (`lakestage:groups`) or to an identity, with the level that they need, such as `CAN_VIEW` or `CAN_USE`; managing is for whoever deploys.",
  example: `accessControls: [{ groupName: settings.groups.dataScientists, permissionLevel: "CAN_VIEW" }]`,
  types: ["databricks:index/permissions:Permissions"],
  check({ props }, report, context) {
    for (const [index, entry] of (props.accessControls ?? []).entries()) {
      const wrong = strangerIn(entry, context) ?? managerIn(entry, props, context);
      if (wrong) report(wrong, `accessControls[${index}]`);
    }
  },
});

/** Properties by which permissions name objects of such kinds. */
function namesWhere(fits: (facts: ReturnType<typeof factsOf>) => boolean): string[] {
  return OBJECT_KINDS.map(factsOf)
    .filter(fits)
    .flatMap(({ namedBy }) => namedBy);
}

function strangerIn(entry: PermissionEntry, context: RuleContext): string | undefined {
  const people = peopleIn(entry, context);
  if (!people) return undefined;
  if (entry.userName || isSinglePerson(people)) return `${people} is a single person`;
  return isGroupOfPeople(people, context) ? undefined : `${people} is no group of the estate`;
}

function managerIn(entry: PermissionEntry, list: object, context: RuleContext): string | undefined {
  if (!manages(entry)) return undefined;
  // An identity's name may not be known yet, and is read only where it matters.
  const isOfIdentity = isManagedByIdentity(entry, list);
  const manager = peopleIn(entry, context) ?? (isOfIdentity ? identityIn(entry, context) : undefined);
  return manager && `${manager} has ${entry.permissionLevel}`;
}
