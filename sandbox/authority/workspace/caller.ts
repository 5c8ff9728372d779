import { type Call, permissionDenied, type Workspace, workspaceById, workspaceIdOf } from "../../control-plane";
import { ENTITLEMENTS, type Entitlement, ownEntitlements } from "./entitlements";
import { localGroupsAround } from "./local-groups";
import { isAssigned, SYSTEM_GROUPS, systemGroupId } from "./members";

/** Whether the caller, or a group it is in, administers the called workspace. An account admin does not by itself. */
export function isWorkspaceAdmin(call: Call): boolean {
  return isAssigned(call.store, calledWorkspace(call), call.principal.ids, "ADMIN");
}

/** Whether the caller, or a group it is in, was let into the called workspace. */
function isWorkspaceMember(call: Call): boolean {
  return isAssigned(call.store, calledWorkspace(call), call.principal.ids);
}

/** @throws ApiError 403 unless the caller administers the called workspace. */
export function requireWorkspaceAdmin(call: Call): void {
  if (isWorkspaceAdmin(call)) return;
  throw permissionDenied(
    `Only workspace admins can access this API: ${call.principal.name} is not an admin of workspace ${workspaceIdOf(call)}.`,
  );
}

/**
 * Every id that stands for the caller in what the called workspace gives: its own, its groups' in the account and here, and
 * those of the system groups.
 */
export function principalIdsOf(call: Call): ReadonlySet<string> {
  const ids = new Set(call.principal.ids);
  if (!isWorkspaceMember(call)) return ids;
  const workspaceId = workspaceIdOf(call);
  for (const { id } of localGroupsAround(call, call.principal.ids)) ids.add(id);
  ids.add(systemGroupId(workspaceId, SYSTEM_GROUPS.users));
  if (isWorkspaceAdmin(call)) ids.add(systemGroupId(workspaceId, SYSTEM_GROUPS.admins));
  return ids;
}

/** What the caller may use in the called workspace: its own entitlements, and those of all groups that it is in there. */
export function entitlementsOf(call: Call): ReadonlySet<Entitlement> {
  if (isWorkspaceAdmin(call)) return new Set(ENTITLEMENTS);
  if (!isWorkspaceMember(call)) return new Set();
  const holders = [...principalIdsOf(call)];
  return new Set(holders.flatMap((id) => ownEntitlements(call.store, workspaceIdOf(call), id)));
}

/** The workspace that was called. Only for operations of the workspace plane. */
export function calledWorkspace(call: Call): Workspace {
  const id = workspaceIdOf(call);
  const workspace = workspaceById(call.store, id);
  if (!workspace) throw new Error(`workspace ${id} answers but does not exist`);
  return workspace;
}

/**
 * Refuses principals that may not call an API at all: those that were not let into the called workspace. The account
 * and Azure answer every principal, and decide each operation by roles.
 */
export function admit(call: Call): void {
  if (call.plane.kind !== "workspace" || isWorkspaceMember(call)) return;
  const { name } = call.principal;
  throw permissionDenied(
    `Unauthorized access to workspace: ${name} is not assigned to workspace ${workspaceIdOf(call)}.`,
  );
}
