import { type Call, permissionDenied, type Workspace, workspaceById, workspaceIdOf } from "../../control-plane";
import { ENTITLEMENTS, type Entitlement, ownEntitlements } from "./entitlements";
import { isAssigned, SYSTEM_GROUPS, systemGroupId } from "./members";

/** Whether the caller, or a group it is in, administers the called workspace. An account admin does not by itself. */
export function isWorkspaceAdmin(call: Call): boolean {
  return isAssigned(call.store, calledWorkspace(call), call.principal.ids, "ADMIN");
}

/** Whether the caller, or a group it is in, was let into the called workspace. */
export function isWorkspaceMember(call: Call): boolean {
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
 * What the caller may use in the called workspace: its own entitlements, those of its groups, and those of the system
 * groups `users` (every member) and `admins`.
 */
export function entitlementsOf(call: Call): ReadonlySet<Entitlement> {
  if (isWorkspaceAdmin(call)) return new Set(ENTITLEMENTS);
  if (!isWorkspaceMember(call)) return new Set();
  const { store, principal } = call;
  const workspaceId = workspaceIdOf(call);
  const holders = [...principal.ids, systemGroupId(workspaceId, SYSTEM_GROUPS.users)];
  return new Set(holders.flatMap((id) => ownEntitlements(store, workspaceId, id)));
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
