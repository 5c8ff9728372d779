import { ApiError, type Call, type JsonObject } from "../../control-plane";
import { isWithin } from "./arm-id";
import { allows, builtInRoles, roleGuid } from "./built-in-roles";
import { type Attributes, InvalidCondition, parseCondition } from "./conditions";
import { objectIdsOf } from "./directory-objects";
import type { ArmResources } from "./resources";

export const ROLE_ASSIGNMENT = "Microsoft.Authorization/roleAssignments";

/**
 * Refuses a call that no role assignment at or above `id` allows.
 *
 * @param action for example `Microsoft.Storage/storageAccounts/write`.
 * @param attributes what the conditions of assignments can ask about it.
 * @throws ApiError AuthorizationFailed
 */
export function requireAccess(
  call: Call,
  resources: ArmResources,
  id: string,
  action: string,
  attributes: Attributes = {},
): void {
  if (hasAccess(call, resources, id, action, attributes)) return;
  const [callerId] = objectIdsOf(call.principal, call);
  throw new ApiError(
    403,
    "AuthorizationFailed",
    `The client '${call.principal.name}' with object id '${callerId}' does not have authorization to perform ` +
      `action '${action}' over scope '${id}' or the scope is invalid. ` +
      "If access was recently granted, please refresh your credentials.",
  );
}

/** Whether a role assignment at or above `id` lets the caller do `action` there. */
export function hasAccess(
  call: Call,
  resources: ArmResources,
  id: string,
  action: string,
  attributes: Attributes = {},
): boolean {
  const callers = objectIdsOf(call.principal, call);
  return resources.ofType(ROLE_ASSIGNMENT).some(({ body }) => {
    const { principalId, roleDefinitionId, scope, condition } = assignmentOf(body.properties as JsonObject);
    if (!callers.has(principalId.toLowerCase()) || !isWithin(id, scope)) return false;
    const role = builtInRoles.get(roleGuid(roleDefinitionId));
    if (!role || !allows(role, action)) return false;
    return [role.condition, condition].every((each) => !each || holds(each, action, attributes));
  });
}

/** Earlier versions kept any text as a condition: one that is not understood gives nothing. */
function holds(condition: string, action: string, attributes: Attributes): boolean {
  try {
    return parseCondition(condition)(action, attributes);
  } catch (error) {
    if (error instanceof InvalidCondition) return false;
    throw error;
  }
}

interface Assignment {
  principalId: string;
  roleDefinitionId: string;
  scope: string;
  condition?: string;
}

function assignmentOf({ principalId, roleDefinitionId, scope, condition }: JsonObject): Assignment {
  return {
    principalId: String(principalId),
    roleDefinitionId: String(roleDefinitionId),
    scope: String(scope),
    ...(typeof condition === "string" ? { condition } : {}),
  };
}
