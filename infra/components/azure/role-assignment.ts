import { createHash } from "node:crypto";
import { RoleAssignment } from "@pulumi/azure-native/authorization";
import * as pulumi from "@pulumi/pulumi";
import { ROLE_IDS, type RoleName } from "../../../azure/well-known-ids";

export interface AssignRoleArgs {
  /** Resource id below which the role holds. */
  scope: pulumi.Input<string>;
  /** Object id of the principal in Microsoft Entra ID. */
  principalId: pulumi.Input<string>;
  role: RoleName;
  subscriptionId: string;
  /** In Azure's condition language, what of the role's actions it may do. Default: all. */
  condition?: string;
}

/**
 * Assigns a built-in role to a service principal or managed identity. The assignment's name is a GUID that follows from
 * what it says: made again, it is the same assignment, not a conflict with the one that is there.
 */
export function assignRole(
  name: string,
  { condition, principalId, role, scope, subscriptionId }: AssignRoleArgs,
  options: pulumi.CustomResourceOptions,
): RoleAssignment {
  return new RoleAssignment(
    name,
    {
      roleAssignmentName: pulumi.all([scope, principalId]).apply((parts) => stableGuid(...parts, role)),
      scope,
      principalId,
      // Without it Azure looks the principal up, and fails while a new identity is not yet known everywhere.
      principalType: "ServicePrincipal",
      roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${ROLE_IDS[role]}`,
      ...(condition !== undefined && { condition, conditionVersion: "2.0" }),
    },
    options,
  );
}

/** A GUID made of the parts' hash, marked as version 8 (custom) by RFC 9562. */
export function stableGuid(...parts: string[]): string {
  const hash = createHash("sha256").update(parts.join("\n").toLowerCase()).digest("hex");
  const variant = ((Number.parseInt(hash.charAt(16), 16) & 0b0011) | 0b1000).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join("-");
}
