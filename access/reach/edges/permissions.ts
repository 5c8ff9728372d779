import { factsOf, type ObjectKind } from "../../../databricks/workspace-objects";
import { textOf } from "../../../databricks-client";
import { declaredOf, listOf } from "../../declared/resource-index";
import type { Power } from "../graph";
import type { ReachEstate } from "../reach-estate";
import { objectsOf } from "../workspace-objects";

/** What lists of permissions give, and what a workspace's admins manage (Databricks: "Access control lists"). */
export function permissionSteps(estate: ReachEstate): void {
  const { graph, principals, stacks, workspaces } = estate;
  const objects = objectsOf(estate);
  for (const { thing } of objects.all) {
    const workspace = workspaces.of(thing.environment ?? "");
    const why = `admins of the workspace of ${workspace.name} manage ${thing.word} ${thing.name}`;
    graph.step(workspace, thing, "control", "control", why);
  }
  for (const { resource, stack } of declaredOf(stacks, "databricks:index/permissions:Permissions")) {
    const object = objects.namedBy(stack, resource);
    if (!object) continue;
    for (const [index, entry] of listOf(resource.inputs.accessControls).entries()) {
      const { groupName, permissionLevel, servicePrincipalName, userName } = entry;
      const level = textOf(permissionLevel) ?? "";
      const power = powerOf(object.kind, level);
      if (!power) continue;
      const holder = principals.of(stack, groupName ?? servicePrincipalName ?? userName);
      const { thing } = object;
      const cause = { urn: resource.urn, property: `accessControls[${index}].permissionLevel` };
      graph.step(holder, thing, "control", power, `${holder.name} has ${level} on ${thing.word} ${thing.name}`, cause);
    }
  }
  for (const { resource, stack } of declaredOf(stacks, "databricks:index/secretAcl:SecretAcl")) {
    const scope = objects.called(stack, "secret-scopes", textOf(resource.inputs.scope) ?? "");
    const level = textOf(resource.inputs.permission) ?? "";
    const power = powerOf("secret-scopes", level);
    if (!scope || !power) continue;
    const holder = principals.of(stack, resource.inputs.principal);
    const why = `${holder.name} has ${level} on ${scope.thing.word} ${scope.thing.name}`;
    graph.step(holder, scope.thing, "control", power, why, { urn: resource.urn, property: "permission" });
  }
  // What is given on a folder holds for what is in it.
  for (const { directory, thing } of objects.all) {
    for (const around of objects.around(thing.environment ?? "", directory)) {
      if (around.thing === thing) continue;
      const why = `${thing.word} ${thing.name} lies in folder ${around.thing.name}`;
      graph.step(around.thing, thing, "see", "same", why);
    }
  }
}

const POWERS: Readonly<Record<string, Power>> = {
  CAN_VIEW: "see",
  CAN_READ: "read",
  READ: "read",
  CAN_EDIT: "write",
  WRITE: "write",
  CAN_MANAGE: "control",
  MANAGE: "control",
  IS_OWNER: "control",
};

/** Levels between are for using something as it is: to run, query, attach, restart, watch. */
const powerOf = (kind: ObjectKind, level: string): Power | undefined =>
  POWERS[level] ?? (factsOf(kind).levels.includes(level) ? "use" : undefined);
