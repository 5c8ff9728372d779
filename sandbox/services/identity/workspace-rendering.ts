import { calledWorkspace } from "../../authority/workspace/caller";
import { ownEntitlements } from "../../authority/workspace/entitlements";
import { type LocalGroup, localGroups, localGroupsAround } from "../../authority/workspace/local-groups";
import {
  administratorIds,
  isAssigned,
  isIn,
  memberIds,
  SYSTEM_GROUPS,
  type SystemGroup,
  systemGroupId,
  type WorkspacePermission,
} from "../../authority/workspace/members";
import { type Call, type Group, groups, type ServicePrincipal, type User } from "../../control-plane";
import { asList, type ComplexValue, type ScimObject } from "./scim-object";
import { groupReference, membersOf } from "./scim-rendering";

const SCHEMA = {
  user: ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:extension:workspace:2.0:User"],
  servicePrincipal: ["urn:ietf:params:scim:schemas:core:2.0:ServicePrincipal"],
  group: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
};

/** A user as the called workspace's SCIM shows it. */
export function workspaceUser(call: Call, user: User): ScimObject {
  const { id, userName, displayName, externalId, active, name, emails } = user;
  return { schemas: SCHEMA.user, id, userName, displayName, externalId, active, name, emails, ...standing(call, id) };
}

export function workspaceServicePrincipal(call: Call, identity: ServicePrincipal): ScimObject {
  const { id, applicationId, displayName, externalId, active } = identity;
  return {
    schemas: SCHEMA.servicePrincipal,
    id,
    applicationId,
    displayName,
    externalId,
    active,
    ...standing(call, id),
  };
}

/** A service principal in the form in which `Me` shows every caller: as a user named by its application id. */
export function workspaceIdentity(call: Call, identity: ServicePrincipal): ScimObject {
  const { applicationId: userName, ...rest } = workspaceServicePrincipal(call, identity);
  return { ...rest, schemas: SCHEMA.user, userName };
}

/** A group of the account that was let into the workspace. */
export function workspaceGroup(call: Call, group: Group): ScimObject {
  const { id, displayName, externalId, members } = group;
  return {
    schemas: SCHEMA.group,
    id,
    displayName,
    externalId,
    members: membersOf(call.store, members),
    meta: { resourceType: "Group" },
    ...standing(call, id),
  };
}

/** A group of the workspace's own. */
export function localGroup(call: Call, { id, displayName, externalId, members }: LocalGroup): ScimObject {
  return {
    schemas: SCHEMA.group,
    id,
    displayName,
    externalId,
    members: localMembers(call, members),
    meta: { resourceType: "WorkspaceGroup" },
    ...standing(call, id),
  };
}

function localMembers(call: Call, ids: readonly string[]): ComplexValue[] | undefined {
  const named = new Map(ids.flatMap((id) => localGroups.get(call, id) ?? []).map((group) => [group.id, group]));
  return membersOf(call.store, ids)?.map((member) => {
    const local = named.get(member.value ?? "");
    return local ? { ...member, display: local.displayName, $ref: `Groups/${local.id}` } : member;
  });
}

export function systemGroup(call: Call, name: SystemGroup): ScimObject {
  const workspace = calledWorkspace(call);
  const id = systemGroupId(workspace.id, name);
  const members = name === "admins" ? administratorIds(call.store, workspace) : memberIds(call.store, workspace);
  return {
    schemas: SCHEMA.group,
    id,
    displayName: name,
    members: membersOf(call.store, [...members].sort()),
    meta: { resourceType: "WorkspaceGroup" },
    entitlements: asList(ownEntitlements(call.store, workspace.id, id)),
  };
}

/** What the workspace adds to a principal: the groups it is in there, and its own entitlements. */
function standing(call: Call, id: string): Pick<ScimObject, "groups" | "entitlements"> {
  const { store } = call;
  const workspace = calledWorkspace(call);
  const above = call.directory.groupsOf(id);
  const local = localGroupsAround(call, [id, ...above.map((group) => group.id)]);
  const shown: ComplexValue[] = [...above.filter((group) => isIn(call, workspace, group.id)), ...local].map((group) =>
    groupReference(group.id, group.displayName, group.members.includes(id)),
  );
  if (!store.has(groups, id) && !localGroups.has(call, id)) {
    const self = new Set([id]);
    const withGroups = new Set([id, ...above.map((group) => group.id)]);
    const add = (name: SystemGroup, permission?: WorkspacePermission): void => {
      if (!isAssigned(store, workspace, withGroups, permission)) return;
      const direct = isAssigned(store, workspace, self, permission);
      shown.push(groupReference(systemGroupId(workspace.id, name), name, direct));
    };
    add(SYSTEM_GROUPS.users);
    add(SYSTEM_GROUPS.admins, "ADMIN");
  }
  return {
    groups: shown.length > 0 ? shown : undefined,
    entitlements: asList(ownEntitlements(store, workspace.id, id)),
  };
}
