import { type Call, type Store, WorkspaceObjects, workspaceIdOf } from "../../control-plane";

/** How far a workspace's admins act for others: the setting `RestrictWorkspaceAdmins`. */
export interface AdminRestriction {
  status: "ALLOW_ALL" | "RESTRICT_TOKENS_AND_JOB_RUN_AS";
  disable_gov_tag_creation?: boolean;
}

interface StoredRestriction {
  restriction: AdminRestriction;
  /** Changes with every update; an update must name the one that it read. */
  etag: string;
}

/** One for each workspace. */
export const adminRestrictions = new WorkspaceObjects<StoredRestriction, []>("workspace.admin-restriction");

/** Where nobody has set it. */
const DEFAULT: StoredRestriction = { restriction: { status: "ALLOW_ALL" }, etag: "0" };

export function adminRestrictionOf(store: Store, workspaceId: number): StoredRestriction {
  return adminRestrictions.get({ store, workspaceId }, []) ?? DEFAULT;
}

/**
 * Whether admins of the called workspace hand jobs, queries and alerts to nobody but themselves, and let jobs run as
 * themselves and service principals that they may use alone: "Restrict workspace admins" in the documentation.
 */
export function areAdminsRestricted(call: Call): boolean {
  const { restriction } = adminRestrictionOf(call.store, workspaceIdOf(call));
  return restriction.status === "RESTRICT_TOKENS_AND_JOB_RUN_AS";
}
