import {
  type AccessEntry,
  type AccessList,
  accessListOf,
  addressOf,
  directoriesAround,
  type ObjectRef,
  requireLevel,
  requireSight,
  setAccessList,
} from "../../authority/objects/access-lists";
import {
  adminLevel,
  includesLevel,
  LEVEL_DESCRIPTIONS,
  OBJECT_TYPES,
  type ObjectType,
  type ObjectTypePath,
  objectType,
  objectTypePath,
  type PermissionLevel,
} from "../../authority/objects/object-types";
import {
  type NamedPrincipal,
  namedPrincipal,
  namedPrincipalId,
  type PrincipalName,
} from "../../authority/objects/principals";
import { isWorkspaceAdmin } from "../../authority/workspace/caller";
import { SYSTEM_GROUPS, systemGroupId } from "../../authority/workspace/members";
import { requireOwnerChange } from "../../authority/workspace/owner-change";
import {
  type Behaviour,
  type Call,
  invalidParameter,
  type JsonObject,
  notFound,
  permissionDenied,
  type Service,
  workspaceIdOf,
} from "../../control-plane";
import { ROOT_DIRECTORY } from "./tree";

/** What a request gives one principal. */
export interface RequestedEntry extends PrincipalName {
  permission_level?: PermissionLevel;
}

interface ListedPermission {
  permission_level: PermissionLevel;
  inherited: boolean;
  inherited_from_object?: string[];
}

interface ListedPrincipal extends NamedPrincipal {
  all_permissions: ListedPermission[];
}

interface PermissionRequest {
  access_control_list?: RequestedEntry[];
}

/** What one of the permission operations does, whichever path the object was addressed by. */
type PermissionBehaviour = (object: ObjectRef, request: PermissionRequest, call: Call) => object;

const get: PermissionBehaviour = (object, _request, call) => {
  requireSight(call, object);
  return answer(call, object);
};

/** Replaces the object's list. */
const set: PermissionBehaviour = (object, { access_control_list: requested = [] }, call) => {
  const list = manageable(call, object);
  if (listsAdmins(object) && !requested.some(({ group_name: group }) => group === SYSTEM_GROUPS.admins)) {
    throw invalidParameter(`Cannot change permissions for group '${SYSTEM_GROUPS.admins}' to None.`);
  }
  change(call, object, list, requested, []);
  return answer(call, object);
};

/** Changes the entries of the principals that are named, and leaves the others. */
const update: PermissionBehaviour = (object, { access_control_list: requested = [] }, call) => {
  const list = manageable(call, object);
  change(call, object, list, requested, list.entries);
  return answer(call, object);
};

const levels: PermissionBehaviour = (object) => ({
  permission_levels: objectType(object.type).levels.map((level) => ({
    permission_level: level,
    description: LEVEL_DESCRIPTIONS[level],
  })),
});

/** Around these lies nothing that admins could inherit from: their own lists name them. */
const listsAdmins = (object: ObjectRef): boolean =>
  addressOf(object) === addressOf(ROOT_DIRECTORY) || object.type === "authorization";

function manageable(call: Call, object: ObjectRef): AccessList {
  requireLevel(call, object, adminLevel(objectType(object.type)));
  // Cluster policies have no level that manages: their lists are for admins to change.
  if (!objectType(object.type).levels.includes("CAN_MANAGE") && !isWorkspaceAdmin(call)) {
    throw permissionDenied(`Only workspace admins can change permissions on ${addressOf(object)}.`);
  }
  return existingList(call, object);
}

function existingList(call: Call, object: ObjectRef): AccessList {
  const list = accessListOf(call.store, workspaceIdOf(call), object);
  if (!list) throw notFound(`${objectType(object.type).name} ${object.id} does not exist.`);
  return list;
}

/** Gives a new object, which has its creator's entry, what its creation asks for. @throws ApiError as the operations do. */
export function setRequestedAccess(call: Call, object: ObjectRef, requested: RequestedEntry[]): void {
  const list = existingList(call, object);
  change(call, object, list, requested, list.entries);
}

/** @param kept entries that stay, where the request does not name their principals. */
function change(
  call: Call,
  object: ObjectRef,
  list: AccessList,
  requested: RequestedEntry[],
  kept: AccessEntry[],
): void {
  const type = objectType(object.type);
  // Of a principal that is named twice the last level counts: the CLI's test `permissions/factcheck` records it.
  const levels = new Map<string, PermissionLevel>();
  for (const entry of requested) {
    const level = supportedLevel(type, object, entry.permission_level);
    requireAllowedChange(type, entry, level);
    levels.set(namedPrincipalId(call, entry), level);
    if (object.type === "authorization" && level === "CAN_MANAGE" && entry.group_name !== SYSTEM_GROUPS.admins) {
      throw invalidParameter(`Only the group '${SYSTEM_GROUPS.admins}' manages tokens.`);
    }
  }
  const named = [...levels].map(([principalId, level]) => ({ principalId, level }));
  const others = kept.filter(({ principalId }) => !levels.has(principalId));
  setAccessList(call, object, { ...list, entries: withOneOwner(call, object, list, named, others) });
}

const isOwner = ({ level }: AccessEntry): boolean => level === "IS_OWNER";

/** An object of a kind that is owned has one owner at any time: a new one takes the place of the one before. */
function withOneOwner(
  call: Call,
  object: ObjectRef,
  list: AccessList,
  named: AccessEntry[],
  kept: AccessEntry[],
): AccessEntry[] {
  const { namesItsOwner } = objectType(object.type);
  const before = list.entries.find(isOwner);
  const owners = named.some(isOwner) ? named.filter(isOwner) : kept.filter(isOwner);
  if (owners.length > 1 || (owners.length === 0 && namesItsOwner !== undefined)) {
    throw invalidParameter(`The ${namesItsOwner ?? objectType(object.type).name} must have exactly one owner.`);
  }
  const owner = owners[0] ?? before;
  if (owner && owner.principalId !== before?.principalId) {
    requireOwnerChange(call, owner.principalId, addressOf(object), { restricted: object.type === "jobs" });
  }
  const others = [...kept, ...named].filter((entry) => !isOwner(entry) && entry.principalId !== owner?.principalId);
  return owner ? [owner, ...others] : others;
}

function supportedLevel(type: ObjectType, object: ObjectRef, level: PermissionLevel | undefined): PermissionLevel {
  if (level && type.levels.includes(level)) return level;
  throw invalidParameter(
    `Permission level ${level ?? "(none)"} is not supported on ${addressOf(object)}: it takes ${type.levels.join(", ")}.`,
  );
}

function requireAllowedChange(type: ObjectType, entry: RequestedEntry, level: PermissionLevel): void {
  if (level === "IS_OWNER" && entry.group_name !== undefined) {
    throw invalidParameter(`Group ${entry.group_name} can not be an owner: name a user or a service principal.`);
  }
  if (entry.group_name === SYSTEM_GROUPS.admins && !includesLevel(type, level, adminLevel(type))) {
    throw invalidParameter(`Cannot change permissions for group '${SYSTEM_GROUPS.admins}' to ${level}.`);
  }
}

function answer(call: Call, object: ObjectRef): object {
  const workspaceId = workspaceIdOf(call);
  const type = objectType(object.type);
  const permissions = new Map<string, ListedPermission[]>();
  const add = (principalId: string, permission: ListedPermission): void => {
    permissions.set(principalId, [...(permissions.get(principalId) ?? []), permission]);
  };
  for (const { principalId, level } of existingList(call, object).entries) {
    add(principalId, { permission_level: level, inherited: false });
  }
  for (const directory of directoriesAround(call.store, workspaceId, object)) {
    for (const { principalId, level } of accessListOf(call.store, workspaceId, directory)?.entries ?? []) {
      add(principalId, inherited(level, addressOf(directory)));
    }
  }
  const admins = systemGroupId(workspaceId, SYSTEM_GROUPS.admins);
  if (listsAdmins(object)) permissions.set(admins, [{ permission_level: adminLevel(type), inherited: false }]);
  else add(admins, inherited(adminLevel(type), type.inTree ? addressOf(ROOT_DIRECTORY) : `/${object.type}/`));
  const listed = [...permissions].flatMap(([id, all_permissions]): ListedPrincipal[] => {
    const principal = namedPrincipal(call.store, workspaceId, id);
    return principal ? [{ ...principal, all_permissions }] : [];
  });
  return { object_id: addressOf(object), object_type: type.name, access_control_list: listed };
}

const inherited = (level: PermissionLevel, from: string): ListedPermission => ({
  permission_level: level,
  inherited: true,
  inherited_from_object: [from],
});

/** The operations that some kinds have besides the general ones. */
function operationsOfEachKind(): Service {
  const kinds = Object.entries(OBJECT_TYPES) as [ObjectTypePath, ObjectType][];
  const services = kinds.flatMap(([type, { operations }]) => {
    if (!operations) return [];
    const { service, id } = operations;
    return [permissionOperations(service, "Permissions", (request) => ({ type, id: String(request[id]) }))];
  });
  return Object.assign({}, ...services) as Service;
}

/** The operations for any kind of object, which the path names by its members `typeName` and `idName`. */
function operationsOfAnyKind(service: string, suffix: string, typeName: string, idName: string): Service {
  return permissionOperations(service, suffix, (request) => {
    const requested = String(request[typeName]);
    const type = objectTypePath(requested);
    if (!type) throw invalidParameter(`${requested} is not a kind of object that has permissions.`);
    return { type, id: String(request[idName]) };
  });
}

/**
 * @param suffix follows Get, Set and Update in the names of the operations.
 * @param changed is told of a list that was changed.
 */
export function permissionOperations(
  service: string,
  suffix: string,
  objectOf: (request: JsonObject, call: Call) => ObjectRef,
  changed: (call: Call) => void = () => {},
): Service {
  const on =
    (behaviour: PermissionBehaviour): Behaviour<PermissionRequest & JsonObject> =>
    (request, call) => {
      const object = objectOf(request, call);
      existingList(call, object);
      return behaviour(object, request, call);
    };
  const changing =
    (behaviour: PermissionBehaviour): PermissionBehaviour =>
    (object, request, call) => {
      const answered = behaviour(object, request, call);
      changed(call);
      return answered;
    };
  return {
    [`${service}.Get${suffix}`]: on(get),
    [`${service}.Set${suffix}`]: on(changing(set)),
    [`${service}.Update${suffix}`]: on(changing(update)),
    [`${service}.GetPermissionLevels`]: on(levels),
  };
}

export const permissionsService: Service = {
  ...operationsOfAnyKind("iam.Permissions", "", "request_object_type", "request_object_id"),
  // The same for kinds of two segments, `sql/warehouses` and the like, which the general path does not fit.
  ...operationsOfAnyKind("iam.SqlPermissions", "", "request_object_type", "request_object_id"),
  ...operationsOfAnyKind("workspace.Workspace", "Permissions", "workspace_object_type", "workspace_object_id"),
  ...operationsOfEachKind(),
};
