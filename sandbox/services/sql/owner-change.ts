import { accessListOf, type ObjectRef, setAccessList } from "../../authority/objects/access-lists";
import { namedPrincipalId } from "../../authority/objects/principals";
import { requireOwnerChange } from "../../authority/workspace/owner-change";
import { type Call, invalidParameter, workspaceIdOf } from "../../control-plane";
import type { Asset } from "../workspace/assets";

/**
 * Hands an asset to another owner, who can manage it from then on.
 * @param name a user name, or a service principal's application id.
 * @returns the id of the new owner.
 * @throws ApiError 404 for a principal that is not in the workspace, 403 unless an admin asks who may do that.
 */
export function changeOwner(call: Call, asset: Asset, object: ObjectRef, name: string): string {
  if (name === "") throw invalidParameter("owner_user_name must not be empty.");
  const ownerId = namedPrincipalId(call, { user_name: name });
  if (ownerId === asset.ownerId) return ownerId;
  requireOwnerChange(call, ownerId, `${object.type} ${asset.id}`, { restricted: true });
  const list = accessListOf(call.store, workspaceIdOf(call), object);
  const others = list?.entries.filter(({ principalId }) => principalId !== ownerId) ?? [];
  setAccessList(call, object, { ...list, entries: [...others, { principalId: ownerId, level: "CAN_MANAGE" }] });
  return ownerId;
}
