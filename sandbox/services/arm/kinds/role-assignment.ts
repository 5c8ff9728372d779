import type { JsonObject } from "../../../catalogue/json";
import { ApiError } from "../../../control-plane";
import { ROLE_ASSIGNMENT } from "../access-control";
import { sameId } from "../arm-id";
import { badRequest } from "../arm-request";
import { builtInRoles, roleGuid } from "../built-in-roles";
import { InvalidCondition, PRINCIPAL_ID, PRINCIPAL_TYPE, parseCondition, ROLE_DEFINITION_ID } from "../conditions";
import { principalTypeOf } from "../directory-objects";
import type { Draft, ResourceKind } from "../resource-kind";
import { type ArmResource, propertiesOf } from "../resources";

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const roleAssignment: ResourceKind = {
  type: ROLE_ASSIGNMENT,
  client: "armauthorization.RoleAssignments",
  attributes({ principalId, roleDefinitionId }, call) {
    const type = principalTypeOf(String(principalId), call);
    return {
      [PRINCIPAL_ID]: String(principalId),
      [ROLE_DEFINITION_ID]: roleGuid(String(roleDefinitionId)),
      ...(type ? { [PRINCIPAL_TYPE]: type } : {}),
    };
  },
  prepare(draft) {
    const { id, properties, existing, resources, call } = draft;
    if (!GUID.test(id.name)) {
      throw badRequest(
        "InvalidRoleAssignmentId",
        `The role assignment ID '${id.name}' is not valid. The role assignment ID must be a GUID.`,
      );
    }
    const { principalId, roleDefinitionId } = required(properties);
    const guid = roleGuid(roleDefinitionId);
    if (!builtInRoles.has(guid)) {
      throw badRequest("RoleDefinitionDoesNotExist", `The specified role definition with ID '${guid}' does not exist.`);
    }
    const principalType = principalTypeOf(principalId, call);
    if (!principalType) {
      throw badRequest(
        "PrincipalNotFound",
        `Principal ${principalId} does not exist in the directory ${call.account.tenantId}. Check that you have the ` +
          "correct principal ID.",
      );
    }
    properties.roleDefinitionId = `/subscriptions/${id.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${guid}`;
    properties.scope = id.scope;
    properties.principalType ??= principalType;
    if (properties.principalType !== principalType) {
      throw badRequest(
        "UnmatchedPrincipalType",
        `The PrincipalId '${principalId}' has type '${principalType}', which is different from specified ` +
          `PrincipalType '${String(properties.principalType)}'.`,
      );
    }
    requireCondition(properties);
    if (existing) requireUnchanged(existing, draft);
    const twin = resources.ofType(ROLE_ASSIGNMENT, id.scope).find((other) => isTwin(other, draft));
    if (twin) {
      throw new ApiError(
        409,
        "RoleAssignmentExists",
        `The role assignment already exists. The ID of the conflicting role assignment is ${twin.name.replaceAll("-", "")}.`,
      );
    }
    const now = new Date(call.store.now()).toISOString();
    const before = propertiesOf(existing);
    Object.assign(properties, {
      createdOn: before.createdOn ?? now,
      updatedOn: now,
      createdBy: before.createdBy ?? call.principal.name,
      updatedBy: call.principal.name,
    });
  },
};

function required({ principalId, roleDefinitionId }: JsonObject): { principalId: string; roleDefinitionId: string } {
  if (typeof principalId !== "string" || typeof roleDefinitionId !== "string" || !GUID.test(principalId)) {
    throw badRequest(
      "InvalidCreateRoleAssignmentRequest",
      "The role assignment create request is not valid: it needs a principalId, which is a GUID, and a roleDefinitionId.",
    );
  }
  return { principalId, roleDefinitionId };
}

/** A condition that is not understood would bind nobody: the assignment is refused. */
function requireCondition(properties: JsonObject): void {
  const { condition, conditionVersion = "2.0" } = properties;
  if (typeof condition !== "string") return;
  if (conditionVersion !== "2.0") {
    throw badRequest(
      "InvalidConditionVersion",
      `The condition version '${String(conditionVersion)}' is not supported.`,
    );
  }
  properties.conditionVersion = conditionVersion;
  try {
    parseCondition(condition);
  } catch (error) {
    if (!(error instanceof InvalidCondition)) throw error;
    throw badRequest("InvalidCondition", `The condition of the role assignment is not valid: ${error.message}.`);
  }
}

/** An assignment says who may do what, for good: to change that is to make another. */
function requireUnchanged(existing: ArmResource, { properties }: Draft): void {
  const before = propertiesOf(existing);
  const changed = ["principalId", "roleDefinitionId", "scope"].find(
    (name) => String(before[name]).toLowerCase() !== String(properties[name]).toLowerCase(),
  );
  if (changed !== undefined) {
    throw badRequest(
      "RoleAssignmentUpdateNotPermitted",
      "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.",
    );
  }
}

function isTwin(other: ArmResource, { id, properties }: Draft): boolean {
  const theirs = propertiesOf(other);
  const same = (name: string): boolean => String(theirs[name]).toLowerCase() === String(properties[name]).toLowerCase();
  return !sameId(other.id, id.text) && same("scope") && same("principalId") && same("roleDefinitionId");
}
