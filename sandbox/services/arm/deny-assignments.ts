import { ApiError, type Call } from "../../control-plane";
import { parseArmId, RESOURCE_GROUP } from "./arm-id";
import { objectIdsOf } from "./directory-objects";
import type { ArmResources } from "./resources";

/**
 * Refuses everybody, owners too, a change in a resource group that a workspace has for itself, for as long as the
 * workspace is there.
 *
 * @param action for example `Microsoft.Storage/storageAccounts/write`.
 * @throws ApiError DenyAssignmentAuthorizationFailed
 */
export function requireNotDenied(call: Call, resources: ArmResources, id: string, action: string): void {
  const { subscriptionId, resourceGroup, name, type } = parseArmId(id);
  const groupName = type === RESOURCE_GROUP ? name : resourceGroup;
  if (groupName === undefined) return;
  const group = resources.get(`/subscriptions/${subscriptionId}/resourceGroups/${groupName}`);
  const owner = group?.body.managedBy;
  if (!group || typeof owner !== "string" || !resources.get(owner)) return;
  const [callerId] = objectIdsOf(call.principal, call);
  throw new ApiError(
    403,
    "DenyAssignmentAuthorizationFailed",
    `The client '${call.principal.name}' with object id '${callerId}' has permission to perform action '${action}' on scope ` +
      `'${id}'; however, the access is denied because of the deny assignment with name 'System deny assignment created by ` +
      `Azure Databricks ${owner}' at scope '${group.id}'.`,
  );
}
