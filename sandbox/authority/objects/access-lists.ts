import { type Call, permissionDenied, type Store, WorkspaceObjects, workspaceIdOf } from "../../control-plane";
import { isWorkspaceAdmin, principalIdsOf } from "../workspace/caller";
import { includesLevel, type ObjectTypePath, objectType, type PermissionLevel } from "./object-types";

/** An object of the called workspace. */
export interface ObjectRef {
  type: ObjectTypePath;
  /** Unique among the objects of its type in the workspace. */
  id: string;
}

/** What one user, group or service principal was given on one object, directly. */
export interface AccessEntry {
  principalId: string;
  level: PermissionLevel;
}

/** The access control list of an object. It is there as long as the object is. */
export interface AccessList {
  /** At most one entry for each principal. */
  entries: AccessEntry[];
  /** The directory that the object lies in, whose entries count here too. */
  parent?: ObjectRef;
}

export const accessLists = new WorkspaceObjects<AccessList, string[]>("workspace.access-list");

/** Some types have a slash, as `sql/warehouses`; none is the beginning of another. */
const keyOf = ({ type, id }: ObjectRef): string[] => [...type.split("/"), id];

/** The object's own list; undefined when there is no such object. */
export function accessListOf(store: Store, workspaceId: number, object: ObjectRef): AccessList | undefined {
  return accessLists.get({ store, workspaceId }, keyOf(object));
}

/** Gives a new object its list: its creator's entry, or `entries` where those are given. */
export function openAccessList(call: Call, object: ObjectRef, options: Partial<AccessList> = {}): void {
  const { creator } = objectType(object.type);
  const own = creator ? [{ principalId: call.principal.id, level: creator }] : [];
  setAccessList(call, object, { entries: own, ...options });
}

export function setAccessList(call: Call, object: ObjectRef, list: AccessList): void {
  accessLists.put(call, keyOf(object), list);
}

/** To be called when the object is deleted. */
export function dropAccessList(call: Call, object: ObjectRef): void {
  accessLists.remove(call, keyOf(object));
}

/** The directories around the object, the nearest first. */
export function directoriesAround(store: Store, workspaceId: number, object: ObjectRef): ObjectRef[] {
  const around: ObjectRef[] = [];
  let parent = accessListOf(store, workspaceId, object)?.parent;
  while (parent) {
    around.push(parent);
    parent = accessListOf(store, workspaceId, parent)?.parent;
  }
  return around;
}

/** Whether the caller was given `level` or more on the object: itself, through a group, or as a workspace admin. */
export function allows(call: Call, object: ObjectRef, level: PermissionLevel): boolean {
  return rightsOf(call)(object, level);
}

/** `allows`, for asking about many objects: who the caller is gets found out once. */
export function rightsOf(call: Call): (object: ObjectRef, level: PermissionLevel) => boolean {
  if (isWorkspaceAdmin(call)) return () => true;
  const workspaceId = workspaceIdOf(call);
  const callerIds = principalIdsOf(call);
  return (object, level) => {
    const type = objectType(object.type);
    let list = accessListOf(call.store, workspaceId, object);
    while (list) {
      const given = list.entries.some(
        (entry) => callerIds.has(entry.principalId) && includesLevel(type, entry.level, level),
      );
      if (given) return true;
      list = list.parent && accessListOf(call.store, workspaceId, list.parent);
    }
    return false;
  };
}

/** Whether the caller was given anything at all on the object. */
export function sees(call: Call, object: ObjectRef): boolean {
  return sightOf(call)(object);
}

/** `sees`, for asking about many objects. */
export function sightOf(call: Call): (object: ObjectRef) => boolean {
  const allowed = rightsOf(call);
  return (object) => allowed(object, objectType(object.type).levels[0]);
}

/** @throws ApiError 403 unless the caller has `level` or more on the object. */
export function requireLevel(call: Call, object: ObjectRef, level: PermissionLevel): void {
  if (allows(call, object, level)) return;
  throw permissionDenied(
    `${call.principal.name} does not have ${level} permission on ${addressOf(object)}. ` +
      "Please contact the owner or an administrator for access.",
  );
}

/** @throws ApiError 403 unless the caller was given anything on the object. */
export function requireSight(call: Call, object: ObjectRef): void {
  requireLevel(call, object, objectType(object.type).levels[0]);
}

/** The permissions API's `object_id`. */
export const addressOf = ({ type, id }: ObjectRef): string => `/${type}/${id}`;
