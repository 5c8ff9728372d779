import { textsOf } from "../../../databricks-client";
import { declaredOf } from "../../declared/resource-index";
import type { Cause, Thing } from "../graph";
import type { ReachEstate } from "../reach-estate";

const MEMBER = "databricks:index/mwsPermissionAssignment:MwsPermissionAssignment";
const SETTING = "databricks:index/restrictWorkspaceAdminsSetting:RestrictWorkspaceAdminsSetting";

/** Workspace admins manage what is in the workspace; whoever is let in may open it. */
export function workspaceSteps(estate: ReachEstate): void {
  const { graph, principals, stacks, workspaces } = estate;
  const members = declaredOf(stacks, MEMBER).map(({ resource, stack }) => ({
    member: principals.of(stack, resource.inputs.principalId),
    workspace: workspaces.withId(stack, resource.inputs.workspaceId),
    isAdmin: textsOf(resource.inputs.permissions).includes("ADMIN"),
    urn: resource.urn,
  }));
  for (const { isAdmin, member, urn, workspace } of members) {
    const why = `${member.name} ${isAdmin ? "administers" : "may open"} the workspace of ${workspace.name}`;
    graph.step(member, workspace, "control", isAdmin ? "control" : "use", why, { urn, property: "permissions" });
  }
  for (const environment of new Set(stacks.map(({ settings }) => settings.name))) {
    const workspace = workspaces.of(environment);
    const unrestricted = unrestrictedBy(estate, environment);
    if (!unrestricted) continue;
    const others = members.filter((each) => each.workspace === workspace).map(({ member }) => member);
    actAsMembers(estate, workspace, others, unrestricted);
  }
}

/**
 * Without the restriction, workspace admins hand jobs to, and run them as, anybody whom the workspace lets in, and make
 * tokens for its service principals (Databricks: "Restrict workspace admins").
 */
function actAsMembers(
  { graph }: ReachEstate,
  workspace: Thing,
  members: readonly Thing[],
  cause: Partial<Cause>,
): void {
  const { name } = workspace;
  const people = graph.thing({
    key: `people/${name}`,
    word: "people",
    name: `whoever may open the workspace of ${name}`,
  });
  for (const member of [people, ...members]) {
    const why = `admins of the workspace of ${name} are not kept from running jobs as ${member.name}`;
    graph.step(
      workspace,
      member,
      "control",
      "control",
      why,
      cause.urn === undefined ? undefined : { ...cause, urn: cause.urn },
    );
  }
}

/** What leaves an environment's workspace admins unrestricted; undefined where they are not. */
function unrestrictedBy({ isWhole, stacks }: ReachEstate, environment: string): Partial<Cause> | undefined {
  const own = stacks.filter(({ settings }) => settings.name === environment);
  const statuses = declaredOf(own, SETTING).map(({ resource }) => {
    const { restrictWorkspaceAdmins: setting } = resource.inputs;
    return { urn: resource.urn, status: setting instanceof Object ? Reflect.get(setting, "status") : undefined };
  });
  const [first] = statuses;
  if (!first) return isWhole ? {} : undefined;
  return first.status === "RESTRICT_TOKENS_AND_JOB_RUN_AS"
    ? undefined
    : { urn: first.urn, property: "restrictWorkspaceAdmins.status" };
}
