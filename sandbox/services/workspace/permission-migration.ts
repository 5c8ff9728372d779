import { type AccessEntry, accessLists } from "../../authority/objects/access-lists";
import {
  includesLevel,
  OBJECT_TYPES,
  type ObjectType,
  objectType,
  objectTypePath,
} from "../../authority/objects/object-types";
import { principalIdByName } from "../../authority/objects/principals";
import { requireWorkspaceAdmin } from "../../authority/workspace/caller";
import { localGroupsNamed } from "../../authority/workspace/local-groups";
import {
  type Behaviour,
  type Call,
  groups,
  invalidParameter,
  notFound,
  type Service,
  workspaceIdOf,
} from "../../control-plane";
import { putScope, SECRET_LEVELS, secretScopes } from "./secret-scopes";

interface MigratePermissions {
  workspace_id: number;
  from_workspace_group_name: string;
  to_account_group_name: string;
  /** How many permissions are moved at most. */
  size?: number;
}

const MAXIMUM_SIZE = 1000;

/** Hands what a group of the workspace's own was given to a group of the account, some at a time. */
const migrate: Behaviour<MigratePermissions> = (request, call) => {
  const { workspace_id, from_workspace_group_name: from, to_account_group_name: to, size = MAXIMUM_SIZE } = request;
  requireWorkspaceAdmin(call);
  if (Number(workspace_id) !== workspaceIdOf(call)) {
    throw invalidParameter(`workspace_id ${workspace_id} is not that of the called workspace, ${workspaceIdOf(call)}.`);
  }
  const local = localGroupsNamed(call, from).find(({ displayName }) => displayName === from);
  if (!local) throw notFound(`Workspace group ${from} does not exist.`);
  const account = principalIdByName(call, to);
  if (!call.store.has(groups, account)) throw notFound(`Account group ${to} does not exist.`);
  const moves = [...movesOfEntries(call, local.id, account), ...movesOfSecretLevels(call, local.id, account)];
  const now = moves.slice(0, Math.min(Number(size), MAXIMUM_SIZE));
  for (const move of now) move();
  return { permissions_migrated: now.length };
};

type Move = () => void;

function movesOfEntries(call: Call, from: string, to: string): Move[] {
  const { store } = call;
  const prefix = accessLists.prefixOf(call);
  return store.list(accessLists, { prefix }).flatMap(({ key, value: list }) => {
    const moved = list.entries.find(({ principalId }) => principalId === from);
    if (!moved) return [];
    const type = typeIn(key.slice(prefix.length));
    const held = list.entries.find(({ principalId }) => principalId === to);
    const stays = held && includesLevel(type, held.level, moved.level);
    const entry: AccessEntry = { principalId: to, level: stays ? held.level : moved.level };
    const others = list.entries.filter((each) => each !== moved && each !== held);
    return [() => store.put(accessLists, key, { ...list, entries: [...others, entry] })];
  });
}

/** What kind of object a list of this key is about. */
function typeIn(key: string): ObjectType {
  const path = Object.keys(OBJECT_TYPES).find((each) => key.startsWith(`${each}/`));
  const type = path && objectTypePath(path);
  if (!type) throw new Error(`the list ${key} is about no kind of object`);
  return objectType(type);
}

function movesOfSecretLevels(call: Call, from: string, to: string): Move[] {
  return secretScopes.all(call).flatMap((scope) => {
    const { [from]: moved, ...acl } = scope.acl;
    if (!moved) return [];
    const held = acl[to];
    const stays = held && SECRET_LEVELS.indexOf(held) >= SECRET_LEVELS.indexOf(moved);
    return [() => putScope(call, { ...scope, acl: { ...acl, [to]: stays ? held : moved } })];
  });
}

export const permissionMigrationService: Service = {
  "iam.PermissionMigration.MigratePermissions": migrate,
};
