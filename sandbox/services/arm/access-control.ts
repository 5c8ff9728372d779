import { ApiError, type Call, type JsonObject } from "../../control-plane";
import { isWithin } from "./arm-id";
import { allows, builtInRoles, roleGuid } from "./built-in-roles";
import { objectIdsOf } from "./directory-objects";
import type { ArmResources } from "./resources";

export const ROLE_ASSIGNMENT = "Microsoft.Authorization/roleAssignments";

/**
 * Refuses a call that no role assignment at or above `id` allows.
 *
 * @param action for example `Microsoft.Storage/storageAccounts/write`.
 * @throws ApiError AuthorizationFailed
 */
export function requireAccess(call: Call, resources: ArmResources, id: string, action: string): void {
  const callers = objectIdsOf(call.principal, call);
  const granted = resources.ofType(ROLE_ASSIGNMENT).some(({ body }) => {
    const { principalId, roleDefinitionId, scope } = assignmentOf(body.properties as JsonObject);
    const role = builtInRoles[roleGuid(roleDefinitionId)];
    return callers.has(principalId.toLowerCase()) && isWithin(id, scope) && role !== undefined && allows(role, action);
  });
  if (granted) return;
  throw new ApiError(
    403,
    "AuthorizationFailed",
    `The client '${call.principal.name}' with object id '${[...callers][0]}' does not have authorization to perform ` +
      `action '${action}' over scope '${id}' or the scope is invalid. ` +
      "If access was recently granted, please refresh your credentials.",
  );
}

function assignmentOf(properties: JsonObject): { principalId: string; roleDefinitionId: string; scope: string } {
  const { principalId, roleDefinitionId, scope } = properties;
  return { principalId: String(principalId), roleDefinitionId: String(roleDefinitionId), scope: String(scope) };
}
