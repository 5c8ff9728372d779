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
