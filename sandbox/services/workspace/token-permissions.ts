import { accessListOf, allows, type ObjectRef, openAccessList } from "../../authority/objects/access-lists";
import { SYSTEM_GROUPS, systemGroupId } from "../../authority/workspace/members";
import { type Call, permissionDenied, type Service, workspaceIdOf } from "../../control-plane";
import { permissionOperations } from "./permissions";
import { personalTokens } from "./personal-token";

/** Personal access tokens, as the permissions API calls them all. */
const TOKENS: ObjectRef = { type: "authorization", id: "tokens" };

/** In a new workspace everybody uses tokens. */
function openTokenPermissions(call: Call): ObjectRef {
  const workspaceId = workspaceIdOf(call);
  if (!accessListOf(call.store, workspaceId, TOKENS)) {
    const everybody = systemGroupId(workspaceId, SYSTEM_GROUPS.users);
    openAccessList(call, TOKENS, { entries: [{ principalId: everybody, level: "CAN_USE" }] });
  }
  return TOKENS;
}

/** @throws ApiError 403 for whom the workspace's admins let make no tokens. */
export function requireTokenUse(call: Call): void {
  if (allows(call, openTokenPermissions(call), "CAN_USE")) return;
  throw permissionDenied(`${call.principal.name} does not have permission to use tokens.`);
}

/** Who may use tokens no longer loses those that are there. */
function revokeLostTokens(call: Call): void {
  for (const { token_id: id, principalId } of personalTokens.all(call)) {
    const principal = call.directory.principal(principalId);
    if (!principal || !allows({ ...call, principal }, TOKENS, "CAN_USE")) personalTokens.remove(call, id);
  }
}

export const tokenPermissionsService: Service = permissionOperations(
  "settings.TokenManagement",
  "Permissions",
  (_request, call) => openTokenPermissions(call),
  revokeLostTokens,
);
