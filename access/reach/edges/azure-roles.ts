import { textOf } from "../../../databricks-client";
import { declaredOf } from "../../declared/resource-index";
import { isIn } from "../azure-resources";
import type { Cause, Thing } from "../graph";
import type { ReachEstate } from "../reach-estate";
import { type HeldRole, heldRoles, isAboutBudgets } from "../role-powers";
import type { StackPart } from "../stack-part";
import { blobPathsIn } from "../state-files";

export const ROLE_ASSIGNMENT = "azure-native:authorization:RoleAssignment";

/** What role assignments give: on their scope, and on all that lies in it. */
export function azureRoleSteps(estate: ReachEstate): void {
  for (const { resource, stack } of declaredOf(estate.stacks, ROLE_ASSIGNMENT)) {
    const { condition, principalId, roleDefinitionId, scope } = resource.inputs;
    const given = textOf(condition) ?? "";
    // What is bounded by the paths of files is about files alone: of the state, who knows which.
    if (blobPathsIn(given).length > 0) continue;
    const holder = estate.principals.of(stack, principalId);
    for (const role of heldRoles(textOf(roleDefinitionId) ?? "", given)) {
      give(estate, { stack, holder, role, scope, cause: { urn: resource.urn, property: "scope" } });
    }
  }
}

interface Given {
  stack: StackPart;
  holder: Thing;
  role: HeldRole;
  scope: unknown;
  cause: Cause;
}

function give({ azure, graph }: ReachEstate, { cause, holder, role, scope, stack }: Given): void {
  const on = azure.scope(stack, scope);
  const add = (thing: Thing): void => {
    const why = `${holder.name} ${role.does} ${thing.word} ${thing.name} (${role.name})`;
    graph.step(holder, thing, "control", role.power, why, cause);
  };
  const its = azure.within(on.path).filter(({ type }) => !role.on || role.on.includes(type));
  if (!role.on) add(on.thing);
  else for (const { thing } of its) add(thing);
  // A scope that nothing is declared in holds what nobody here knows.
  if (role.on && on.thing.environment === undefined && !isAboutBudgets(role)) add(on.thing);
}

/** What lies in a group, a subscription or a resource (Azure: "Understand scope for Azure RBAC"). */
export function azureScopeSteps({ azure, graph }: ReachEstate): void {
  const scopes = graph.all.filter(({ key }) => key.startsWith("azure/"));
  for (const { path, thing } of azure.all) {
    const around = scopes
      .map((scope) => ({ scope, its: scope.key.slice("azure".length) }))
      .filter(({ its }) => its !== path && isIn(path, its))
      .sort((one, other) => other.its.length - one.its.length)[0]?.scope;
    if (!around) continue;
    const why = `${thing.word} ${thing.name} lies in ${around.word} ${around.name}`;
    graph.step(around, thing, "see", "same", why);
  }
}
