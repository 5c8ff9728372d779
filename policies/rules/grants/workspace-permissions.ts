import { ALWAYS, resourceRule } from "../../rule";
import { identityIn, manages, peopleIn } from "./permission-entries";
import { isGroupOfPeople, isSinglePerson } from "./principals";

export const rule = resourceRule({
  id: "LSGRANT033",
  replaces: ["LSCOST019", "LSJOB024", "LSMON016", "LSSERV018"],
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
    // Which object it is may not be known yet; of what kind it is, is.
    const isDeployed = DEPLOYED.some((property) => property in props);
    for (const [index, entry] of (props.accessControls ?? []).entries()) {
      const { permissionLevel } = entry;
      const path = `accessControls[${index}]`;
      const people = peopleIn(entry, context);
      const identity = identityIn(entry, context);
      if (people && (entry.userName || isSinglePerson(people))) report(`${people} is a single person`, path);
      else if (people && !isGroupOfPeople(people, context)) report(`${people} is no group of the estate`, path);
      else if (people && manages(entry)) report(`${people} has ${permissionLevel}`, path);
      else if (identity && isDeployed && permissionLevel === "CAN_MANAGE") report(`${identity} has CAN_MANAGE`, path);
    }
  },
});

/** What identities run and use, and whoever deploys manages. An identity that owns a job only runs it. */
const DEPLOYED = ["clusterId", "clusterPolicyId", "instancePoolId", "jobId", "sqlEndpointId"];
