import {
  type Call,
  groups,
  groupsByName,
  invalidParameter,
  notFound,
  type Store,
  servicePrincipals,
  servicePrincipalsByApplication,
  users,
  usersByName,
  workspaceById,
  workspaceIdOf,
} from "../../control-plane";
import { localGroups, localGroupsNamed } from "../workspace/local-groups";
import { isIn, SYSTEM_GROUPS, systemGroupId, systemGroupWithId } from "../workspace/members";

/** How the permissions API names a principal: exactly one of the three. */
export interface PrincipalName {
  user_name?: string;
  group_name?: string;
  service_principal_name?: string;
}

/** A principal in an answer of the permissions API. */
export interface NamedPrincipal extends PrincipalName {
  display_name?: string;
}

/** The id of the principal that a request names. @throws ApiError for one that was not let into the workspace. */
export function namedPrincipalId(call: Call, name: PrincipalName): string {
  const { user_name: user, group_name: group, service_principal_name: application } = name;
  const given = [user, group, application].filter((each) => each !== undefined);
  if (given.length !== 1) {
    throw invalidParameter(
      "Exactly one of user_name, group_name and service_principal_name must be given in an access control entry.",
    );
  }
  const workspaceId = workspaceIdOf(call);
  if (group !== undefined) {
    return groupId(call, workspaceId, group) ?? missing(`GroupName(${group})`);
  }
  // Clients name the principal that they run as by user_name, even when it is a service principal.
  const id =
    (user !== undefined ? userId(call.store, user) : undefined) ?? applicationId(call.store, application ?? user ?? "");
  if (!id || !wasLetIn(call, id)) {
    throw missing(user !== undefined ? `UserName(${user})` : `ServicePrincipalName(${application})`);
  }
  return id;
}

/** The id of the principal with this name, whatever its kind: how secret ACLs name them. */
export function principalIdByName(call: Call, name: string): string {
  const workspaceId = workspaceIdOf(call);
  const id = userId(call.store, name) ?? applicationId(call.store, name);
  if (id && wasLetIn(call, id)) return id;
  const group = groupId(call, workspaceId, name);
  if (!group) throw notFound(`Principal '${name}' does not exist in the workspace`);
  return group;
}

/** The principal with this id; undefined when it is gone. */
export function namedPrincipal(store: Store, workspaceId: number, id: string): NamedPrincipal | undefined {
  const systemGroup = systemGroupWithId(workspaceId, id);
  if (systemGroup) return { group_name: systemGroup };
  const user = store.get(users, id);
  if (user) return { user_name: user.userName, ...(user.displayName ? { display_name: user.displayName } : {}) };
  const application = store.get(servicePrincipals, id);
  if (application) {
    return { service_principal_name: application.applicationId, display_name: application.displayName };
  }
  const group = store.get(groups, id) ?? localGroups.get({ store, workspaceId }, id);
  return group && { group_name: group.displayName };
}

function userId(store: Store, name: string): string | undefined {
  return store.find(usersByName.of(name.toLowerCase()))?.key;
}

function applicationId(store: Store, name: string): string | undefined {
  return store.find(servicePrincipalsByApplication.of(name.toLowerCase()))?.key;
}

function groupId(call: Call, workspaceId: number, name: string): string | undefined {
  const systemGroup = Object.values(SYSTEM_GROUPS).find((each) => each === name);
  if (systemGroup) return systemGroupId(workspaceId, systemGroup);
  const id = call.store.find(groupsByName.of(name.toLowerCase()), ({ displayName }) => displayName === name)?.key;
  if (id && wasLetIn(call, id)) return id;
  return localGroupsNamed(call, name).find(({ displayName }) => displayName === name)?.id;
}

/** Whether the principal, or a group around it, was assigned to the workspace. */
export function wasLetIn(call: Call, id: string): boolean {
  const workspace = workspaceById(call.store, workspaceIdOf(call));
  return workspace !== undefined && isIn(call, workspace, id);
}

function missing(principal: string): never {
  throw notFound(`Principal: ${principal} does not exist`);
}
