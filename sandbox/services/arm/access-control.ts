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

/** What a call makes besides what it names: `action` at `id`, which is another place. */
interface Linked {
  id: string;
  action: string;
}

/**
 * Refuses a call that makes something in another place, too, where no role assignment allows that.
 * @throws ApiError LinkedAuthorizationFailed
 */
export function requireLinkedAccess(call: Call, resources: ArmResources, named: Linked, linked: Linked): void {
  if (hasAccess(call, resources, linked.id, linked.action)) return;
  const [callerId] = objectIdsOf(call.principal, call);
  throw new ApiError(
    403,
    "LinkedAuthorizationFailed",
    `The client '${call.principal.name}' with object id '${callerId}' has permission to perform action ` +
      `'${named.action}' on scope '${named.id}'; however, it does not have permission to perform action(s) ` +
      `'${linked.action}' on the linked scope(s) '${linked.id}' (respectively) or the linked scope(s) are invalid.`,
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
