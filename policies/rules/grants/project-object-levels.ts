import { kindNamedIn, levelsOf } from "../../../databricks/workspace-objects";
import { ACCESS, PROJECT_OBJECTS, type ProjectObject } from "../../../infra/config";
import { ALWAYS, resourceRule } from "../../rule";
import { manages, onlyLooks } from "./shared/permission-entries";
import { sameGroup } from "./shared/principals";

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
    const named = kindNamedIn(props);
    const kind = PROJECT_OBJECTS.find((each) => each === named);
    if (kind === undefined) return;
    for (const [index, entry] of (props.accessControls ?? []).entries()) {
      // Who manages, and who does more than look in production, is told of by other rules.
      if (manages(entry) || (stage === "production" && !onlyLooks(entry))) continue;
      const { groupName, permissionLevel = "" } = entry;
      for (const role of ["dataScientists", "mlEngineers"] as const) {
        if (!groupName || !sameGroup(groupName, settings.groups[role])) continue;
        const most = ACCESS[stage][role].projects?.[kind];
        if (rank(permissionLevel, kind) <= rank(most, kind)) continue;
        report(
          `"${groupName}" may ${permissionLevel}, and the access model says ${most ?? "nothing"}`,
          `accessControls[${index}].permissionLevel`,
        );
      }
    }
  },
});

/** None is the least; what is none of the kind's levels is the most. Owning is managing. */
function rank(level: string | undefined, kind: ProjectObject): number {
  if (level === undefined) return -1;
  const levels = levelsOf(kind);
  const index = levels.indexOf(level);
  return index === -1 ? levels.length - 1 : index;
}
