import { isJsonObject, type JsonObject } from "../../catalogue/json";
import { objectIdOf } from "./directory-objects";
import { invalidReference } from "./kinds/subnet";
import type { Draft } from "./resource-kind";

/**
 * The `identity` of a resource as ARM answers it: a system-assigned one gets its principal, each user-assigned one
 * shows that of the identity, which must exist.
 */
export function managedIdentity({ body, id, resources, call }: Draft): JsonObject | undefined {
  const { identity } = body;
  if (!isJsonObject(identity)) return undefined;
  const kinds = String(identity.type ?? "None").toLowerCase();
  const own = kinds.includes("systemassigned")
    ? { principalId: objectIdOf(call.account, id.text), tenantId: call.account.tenantId }
    : {};
  const assigned = isJsonObject(identity.userAssignedIdentities) ? Object.keys(identity.userAssignedIdentities) : [];
  const userAssigned = assigned.map((identityId) => {
    const found = resources.get(identityId);
    if (!found) throw invalidReference(identityId, id.text);
    const { principalId, clientId } = isJsonObject(found.body.properties) ? found.body.properties : {};
    return [identityId, { principalId, clientId }];
  });
  return {
    type: identity.type,
    ...own,
    ...(assigned.length > 0 ? { userAssignedIdentities: Object.fromEntries(userAssigned) } : {}),
  };
}
