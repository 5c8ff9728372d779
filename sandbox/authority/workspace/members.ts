import { type Call, groups, type Store, type Workspace, WorkspaceObjects, workspaces } from "../../control-plane";

/** What an assignment gives in a workspace. An administrator is a user too. */
export type WorkspacePermission = "ADMIN" | "USER";

/** A user, service principal or group of the account that was let into a workspace. */
export interface PermissionAssignment {
  principalId: string;
  permissions: WorkspacePermission[];
}

/** By the principal's id. */
export const permissionAssignments = new WorkspaceObjects<PermissionAssignment>("account.permission-assignment");

/** Whether one of `ids`, a principal and its groups, was let into the workspace; with `permission`: has that one. */
export function isAssigned(
  store: Store,
  workspace: Workspace,
  ids: ReadonlySet<string>,
  permission?: WorkspacePermission,
): boolean {
  if (workspace.administrators.some((id) => ids.has(id))) return true;
  // Asked at every request: by key for each group of the caller, and not by going through all assignments.
  for (const id of ids) {
    const assigned = permissionAssignments.get({ store, workspaceId: workspace.id }, id)?.permissions ?? [];
    if (permission ? assigned.includes(permission) : assigned.length > 0) return true;
  }
  return false;
}

/** Ids of the principals that administer the workspace: by assignment, or because Azure made them so. */
export function administratorIds(store: Store, workspace: Workspace): Set<string> {
  const assigned = permissionAssignments
    .all({ store, workspaceId: workspace.id })
    .filter(({ permissions }) => permissions.includes("ADMIN"));
  return new Set([...workspace.administrators, ...assigned.map(({ principalId }) => principalId)]);
}

/** Ids of the principals that were let into the workspace, administrators among them; not the members of groups. */
export function memberIds(store: Store, workspace: Workspace): Set<string> {
  const assigned = permissionAssignments
    .all({ store, workspaceId: workspace.id })
    .filter(({ permissions }) => permissions.length > 0);
  return new Set([...workspace.administrators, ...assigned.map(({ principalId }) => principalId)]);
}

/** Whether a user, service principal or group is in the workspace: let in itself, or in a group that was. */
export function isIn(
  { store, directory }: Pick<Call, "store" | "directory">,
  workspace: Workspace,
  id: string,
): boolean {
  return isAssigned(store, workspace, new Set([id, ...directory.groupsOf(id).map((group) => group.id)]));
}

/** Ids of all users, service principals and groups that are in the workspace, members of groups among them. */
export function everyoneIn(store: Store, workspace: Workspace): Set<string> {
  const everyone = new Set<string>();
  const waiting = [...memberIds(store, workspace)];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (everyone.has(id)) continue;
    everyone.add(id);
    waiting.push(...(store.get(groups, id)?.members ?? []));
  }
  return everyone;
}

/** Gives a principal one permission in the workspace, in place of what it had. */
export function assign(store: Store, workspaceId: number, principalId: string, permission: WorkspacePermission): void {
  permissionAssignments.put({ store, workspaceId }, principalId, { principalId, permissions: [permission] });
}

/** Takes away the administration that Azure gave with the creation of the workspace. */
export function dismissAdministrator(store: Store, workspace: Workspace, principalId: string): void {
  const administrators = workspace.administrators.filter((id) => id !== principalId);
  store.put(workspaces, String(workspace.id), { ...workspace, administrators });
}

/**
 * The groups that every workspace has and that are no groups of the account: `users`, all who were let in, and
 * `admins`, its administrators. Who is in them follows from the assignments; nothing of them is stored.
 */
export const SYSTEM_GROUPS = { users: "users", admins: "admins" } as const;

export type SystemGroup = keyof typeof SYSTEM_GROUPS;

// Appended to the workspace's 15 digits, so that no id that the store gives out is ever the same.
const LAST_DIGIT: Record<SystemGroup, number> = { users: 1, admins: 2 };

export function systemGroupId(workspaceId: number, group: SystemGroup): string {
  return `${workspaceId}${LAST_DIGIT[group]}`;
}

/** The system group of the workspace that has this id. */
export function systemGroupWithId(workspaceId: number, id: string): SystemGroup | undefined {
  return Object.values(SYSTEM_GROUPS).find((group) => systemGroupId(workspaceId, group) === id);
}
