import { ACCESS, type ProjectObjectLevels } from "../../../infra/config";
import { ALWAYS, resourceRule } from "../../rule";
import { manages, onlyLooks } from "./permission-entries";
import { sameGroup } from "./principals";

export const rule = resourceRule({
  id: "LSGRANT034",
  title: "People hold no more on a project's objects than the access model says",
  why: `Reviewers read one model of who may do what. A permission that is larger than the model makes it a picture of something
else, and nobody looks for it in a component.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Change `infra/config/access.ts`, where reviewers look, or give the level that it says.",
  example: `dataScientists: { projects: { jobs: "CAN_VIEW" } }`,
  types: ["databricks:index/permissions:Permissions"],
  check({ props }, report, { settings, stage }) {
    const kind = Object.keys(KINDS).find((key) => key in props);
    if (kind === undefined) return;
    const object = KINDS[kind as keyof typeof KINDS];
    for (const [index, entry] of (props.accessControls ?? []).entries()) {
      // Who manages, and who does more than look in production, is told of by other rules.
      if (manages(entry) || (stage === "production" && !onlyLooks(entry))) continue;
      const { groupName, permissionLevel = "" } = entry;
      for (const role of ["dataScientists", "mlEngineers"] as const) {
        if (!groupName || !sameGroup(groupName, settings.groups[role])) continue;
        const most = ACCESS[stage][role].projects?.[object];
        if (rank(permissionLevel) <= rank(most)) continue;
        report(
          `"${groupName}" may ${permissionLevel}, and the access model says ${most ?? "nothing"}`,
          `accessControls[${index}].permissionLevel`,
        );
      }
    }
  },
});

/** What the permissions are about, by the property that says so. */
const KINDS = {
  alertV2Id: "alerts",
  dashboardId: "dashboards",
  databaseInstanceName: "databaseInstances",
  directoryId: "directories",
  experimentId: "experiments",
  jobId: "jobs",
  repoId: "gitFolders",
  servingEndpointId: "servingEndpoints",
  sqlQueryId: "queries",
} as const satisfies Record<string, keyof ProjectObjectLevels>;

/** Each level has those before it. */
const LEVELS = ["CAN_VIEW", "CAN_READ", "CAN_USE", "CAN_QUERY", "CAN_RUN", "CAN_MANAGE_RUN", "CAN_EDIT"];

/** None is the least; what is not in the list, as CAN_MANAGE and IS_OWNER, is the most. */
function rank(level: string | undefined): number {
  if (level === undefined) return -1;
  const index = LEVELS.indexOf(level);
  return index === -1 ? LEVELS.length : index;
}
