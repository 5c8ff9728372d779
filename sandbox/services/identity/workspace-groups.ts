import { calledWorkspace, requireWorkspaceAdmin } from "../../authority/workspace/caller";
import { principalEntitlements, setEntitlements } from "../../authority/workspace/entitlements";
import {
  type LocalGroup,
  leaveLocalGroups,
  localGroups,
  localGroupsAround,
  localGroupsNamed,
} from "../../authority/workspace/local-groups";
import {
  administratorIds,
  assign,
  dismissAdministrator,
  everyoneIn,
  isIn,
  SYSTEM_GROUPS,
  type SystemGroup,
  systemGroupWithId,
} from "../../authority/workspace/members";
import { type Call, type Group, groups, groupsByName, invalidParameter, notFound } from "../../control-plane";
import { groupName, taken } from "./directory-records";
import { type ScimObject, scimError, valuesOf } from "./scim-object";
import { scimOperations } from "./scim-operations";
import { changeInWorkspace, entitlementsIn } from "./workspace-changes";
import { localGroup, systemGroup, workspaceGroup } from "./workspace-rendering";

const USE_THE_ACCOUNT =
  "In a workspace with identity federation, groups of the account are deleted with the account's SCIM API, and taken out of " +
  "the workspace with its permission assignment.";

/** A group that a workspace shows: one of the account that was let in or is in one that was, its own, or a system group. */
export type ShownGroup = Group | LocalGroup | SystemGroup;

export const workspaceGroupsService = scimOperations<ShownGroup>("iam.GroupsV2", {
  noun: "Group",
  patchable: ["displayName", "externalId", "members", "entitlements"],
  requireReader: () => {},
  requireWriter: requireWorkspaceAdmin,
  list: allGroups,
  named: { displayname: groupsNamed },
  get: groupWithId,
  show(call, group) {
    if (typeof group === "string") return systemGroup(call, group);
    return isLocal(call, group) ? localGroup(call, group) : workspaceGroup(call, group);
  },
  create: createLocalGroup,
  replace(call, id, wanted, before) {
    const local = localGroups.get(call, id);
    if (local) return changeLocalGroup(call, local, wanted);
    const system = systemGroupWithId(calledWorkspace(call).id, id);
    if (system === "admins") changeAdministrators(call, valuesOf(wanted.members));
    const ofTheAccount =
      system === "admins" ? (["displayName"] as const) : (["displayName", "externalId", "members"] as const);
    changeInWorkspace(call, id, wanted, before, ofTheAccount);
  },
  remove: removeGroup,
});

export function allGroups(call: Call): ShownGroup[] {
  const here = everyoneIn(call.store, calledWorkspace(call));
  const known = call.store.list(groups).filter(({ key }) => here.has(key));
  return [...Object.values(SYSTEM_GROUPS), ...known.map(({ value }) => value), ...localGroups.all(call)];
}

/** @param name in lower case. */
export function groupsNamed(call: Call, name: string): ShownGroup[] {
  const workspace = calledWorkspace(call);
  const known = call.store.list(groupsByName.of(name)).filter(({ key }) => isIn(call, workspace, key));
  const system = Object.values(SYSTEM_GROUPS).filter((each) => each === name);
  return [...system, ...known.map(({ value }) => value), ...localGroupsNamed(call, name)];
}

function groupWithId(call: Call, id: string): ShownGroup | undefined {
  const workspace = calledWorkspace(call);
  const known = isIn(call, workspace, id) ? call.store.get(groups, id) : localGroups.get(call, id);
  return systemGroupWithId(workspace.id, id) ?? known;
}

export const isLocal = (call: Call, group: Group | LocalGroup): group is LocalGroup => localGroups.has(call, group.id);

/** A group that the workspace has for itself. What the account has of the same name is another, while it is not in here. */
export function createLocalGroup(call: Call, given: ScimObject): LocalGroup {
  const id = String(call.store.nextId());
  const group = putLocalGroup(call, id, given);
  setEntitlements(call.store, calledWorkspace(call).id, id, entitlementsIn(given));
  return group;
}

function changeLocalGroup(call: Call, { id }: LocalGroup, wanted: ScimObject): void {
  putLocalGroup(call, id, wanted);
  setEntitlements(call.store, calledWorkspace(call).id, id, entitlementsIn(wanted));
}

function putLocalGroup(call: Call, id: string, { displayName, externalId, members }: ScimObject): LocalGroup {
  const name = groupName({ displayName });
  const others = groupsNamed(call, name.toLowerCase()).filter((other) => typeof other === "string" || other.id !== id);
  if (others.length > 0) throw taken(`Group with name ${name} already exists.`);
  const group = { id, displayName: name, ...(externalId ? { externalId } : {}), members: valuesOf(members) };
  requireLocalMembers(call, group);
  return localGroups.put(call, id, group);
}

/** @throws ApiError 404 for a member that is not in the workspace, 400 for a circle. */
function requireLocalMembers(call: Call, { id, members }: LocalGroup): void {
  const around = new Set([id, ...localGroupsAround(call, [id]).map((group) => group.id)]);
  for (const member of members) {
    if (around.has(member)) {
      throw invalidParameter(`Group ${id} can not be a member of itself, directly or through other groups`);
    }
    if (!localGroups.has(call, member) && !isIn(call, calledWorkspace(call), member)) {
      throw notFound(`Principal with id ${member} does not exist in the workspace`);
    }
  }
}

export function changeLocalMembers(call: Call, group: LocalGroup, members: string[]): void {
  const changed = { ...group, members };
  requireLocalMembers(call, changed);
  localGroups.put(call, group.id, changed);
}

/** @throws ApiError 400 for any but the workspace's own. */
export function removeGroup(call: Call, id: string): void {
  if (!localGroups.remove(call, id)) throw scimError("mutability", USE_THE_ACCOUNT);
  principalEntitlements.remove(call, id);
  leaveLocalGroups(call, id);
}

/** Being in `admins` and having the permission ADMIN are the same thing; who leaves it stays as a user. */
export function changeAdministrators(call: Call, wanted: string[]): void {
  const { store } = call;
  const workspace = calledWorkspace(call);
  const before = administratorIds(store, workspace);
  // The account's: nobody becomes an administrator through a group that the workspace's administrators fill themselves.
  call.directory.requireMembers("", wanted);
  for (const id of wanted.filter((id) => !before.has(id))) assign(store, workspace.id, id, "ADMIN");
  for (const id of [...before].filter((id) => !wanted.includes(id))) {
    dismissAdministrator(store, calledWorkspace(call), id);
    assign(store, workspace.id, id, "USER");
  }
}
