import { Index, type InWorkspace, WorkspaceObjects } from "../../control-plane";

/**
 * A workspace-local group: "legacy groups" that "you can only use in the workspace they are defined in", in the
 * documentation's words. It counts in the workspace's lists and entitlements, and neither in the account's roles and
 * assignments nor in Unity Catalog. Being in one lets nobody into the workspace.
 */
export interface LocalGroup {
  id: string;
  displayName: string;
  externalId?: string;
  /** Ids of users, service principals, groups of the account, and other groups of the workspace. */
  members: string[];
}

export const localGroups = new WorkspaceObjects<LocalGroup>("identity.workspace-local-group");

const localGroupsByName = new Index(localGroups, ({ displayName }) => [displayName.toLowerCase()]);
const localGroupsByMember = new Index(localGroups, ({ members }) => members);

/** Those of a workspace that are called so, in whatever letter case: there is one at most. */
export const localGroupsNamed = (where: InWorkspace, name: string): readonly LocalGroup[] =>
  localGroups.all(where, [], localGroupsByName.of(name.toLowerCase()));

/** Those that one of `ids`, a principal and its groups, is in: directly, or through other groups of the workspace. */
export function localGroupsAround(where: InWorkspace, ids: Iterable<string>): LocalGroup[] {
  const found = new Map<string, LocalGroup>();
  const waiting = [...ids];
  for (let member = waiting.pop(); member !== undefined; member = waiting.pop()) {
    for (const group of localGroups.all(where, [], localGroupsByMember.of(member))) {
      if (found.has(group.id)) continue;
      found.set(group.id, group);
      waiting.push(group.id);
    }
  }
  return [...found.values()];
}

/** Takes who is gone out of the workspace's groups. */
export function leaveLocalGroups(where: InWorkspace, member: string): void {
  for (const group of localGroups.all(where, [], localGroupsByMember.of(member))) {
    localGroups.put(where, group.id, { ...group, members: group.members.filter((id) => id !== member) });
  }
}
