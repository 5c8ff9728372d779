import { type AccessList, dropAccessList, type ObjectRef, openAccessList } from "../../authority/objects/access-lists";
import type { ObjectTypePath } from "../../authority/objects/object-types";
import { wasLetIn } from "../../authority/objects/principals";
import { SYSTEM_GROUPS, systemGroupId } from "../../authority/workspace/members";
import {
  type Call,
  Index,
  invalidParameter,
  notFound,
  servicePrincipalsByApplication,
  usersByName,
  WorkspaceObjects,
  workspaceIdOf,
} from "../../control-plane";
import { gitFolders } from "./git-folder";

/** What lies at a path of a workspace's tree. */
export interface TreeObject {
  object_id: number;
  object_type: "DIRECTORY" | "NOTEBOOK" | "FILE" | "REPO" | "DASHBOARD" | "MLFLOW_EXPERIMENT" | "QUERY" | "ALERT";
  path: string;
  /** Milliseconds since 1970. */
  created_at: number;
  modified_at: number;
  /** What a notebook or a file holds; its bytes are the stored document's content. */
  content?: TreeContent;
  /** What the permissions API calls it, where `object_id` does not say so. */
  ref?: ObjectRef;
}

export interface TreeContent {
  /** In bytes. */
  size: number;
  /** A notebook's; a file has none. */
  notebook?: Notebook;
}

export interface Notebook {
  language: NotebookLanguage;
  /** How its content is written: as source code, or as a Jupyter document. */
  format: "SOURCE" | "JUPYTER";
}

export type NotebookLanguage = "PYTHON" | "R" | "SCALA" | "SQL";

/** The top of every workspace's tree, which the service numbers 0. */
export const ROOT_DIRECTORY: ObjectRef = { type: "directories", id: "0" };

/** By path, without the slash that it begins with. */
export const treeObjects = new WorkspaceObjects<TreeObject>("workspace.tree-object");

/** By the path of the directory that they are in. */
const treeObjectsByDirectory = new Index(treeObjects, ({ path }) => [parentPath(path) ?? ""]);

const HOMES = "/Users";
const SHARED = "/Shared";
const REPOS = "/Repos";
/** Directories that every workspace has: everybody sees them, nobody deletes them. */
const FIRST_DIRECTORIES = ["/", HOMES, SHARED, REPOS];

const ACL_TYPES: Record<TreeObject["object_type"], ObjectTypePath> = {
  ALERT: "alertsv2",
  DIRECTORY: "directories",
  NOTEBOOK: "notebooks",
  FILE: "files",
  REPO: "repos",
  DASHBOARD: "dashboards",
  MLFLOW_EXPERIMENT: "experiments",
  QUERY: "sql/queries",
};

const keyOf = (path: string): string => path.slice(1);

/** What the permissions API calls the object. */
export function treeRef({ object_type, object_id, ref }: TreeObject): ObjectRef {
  return ref ?? { type: ACL_TYPES[object_type], id: String(object_id) };
}

export function isFirstDirectory({ path }: TreeObject): boolean {
  return FIRST_DIRECTORIES.includes(path);
}

/** What lies at `path`, if anything does. */
export function findTreeObject(call: Call, path: string): TreeObject | undefined {
  return treeObjects.get(call, keyOf(path)) ?? homeAt(call, path);
}

/**
 * @param asked the path as the request has it, which messages repeat.
 * @throws ApiError 404
 */
export function existingTreeObject(call: Call, path: string, asked = path): TreeObject {
  const found = findTreeObject(call, path);
  if (!found) throw notFound(`Path (${asked}) doesn't exist.`);
  return found;
}

/** What lies in the directory at `path`, not in directories of it, in the order of the paths. */
export function treeObjectsIn(call: Call, path: string): TreeObject[] {
  return treeObjects.all(call, [], treeObjectsByDirectory.of(path));
}

/** Everything inside the directory at `path`, however deep, in the order of the paths. */
export function treeObjectsInside(call: Call, path: string): TreeObject[] {
  const entries = call.store.list(treeObjects, { prefix: treeObjects.keyOf(call, keyOf(pathsInside(path))) });
  return entries.map(({ value }) => value).filter((each) => each.path !== path);
}

/** Puts an object into the directory that is there; the caller gets its kind's creator level. */
export function addTreeObject(
  call: Call,
  path: string,
  type: TreeObject["object_type"],
  options: { id?: number; ref?: ObjectRef; entries?: AccessList["entries"] } = {},
): TreeObject {
  const now = call.store.now();
  const object: TreeObject = {
    object_id: options.id ?? call.store.nextId(),
    object_type: type,
    path,
    created_at: now,
    modified_at: now,
    ...(options.ref ? { ref: options.ref } : {}),
  };
  const around = parentPath(path);
  openAccessList(call, treeRef(object), {
    ...(options.entries ? { entries: options.entries } : {}),
    ...(around === undefined ? {} : { parent: treeRef(existingTreeObject(call, around)) }),
  });
  return treeObjects.put(call, keyOf(path), object);
}

/** Whether other objects may lie inside the object. */
export const isFolder = ({ object_type }: TreeObject): boolean => object_type === "DIRECTORY" || object_type === "REPO";

/** Writes or replaces what a notebook or a file holds. */
export function writeTreeContent(call: Call, object: TreeObject, bytes: Uint8Array, notebook?: Notebook): void {
  const content = { size: bytes.byteLength, ...(notebook ? { notebook } : {}) };
  treeObjects.put(call, keyOf(object.path), { ...object, content, modified_at: call.store.now() });
  call.store.putContent(treeObjects, treeObjects.keyOf(call, keyOf(object.path)), bytes);
}

export function readTreeContent(call: Call, object: TreeObject): Buffer {
  return call.store.content(treeObjects, treeObjects.keyOf(call, keyOf(object.path)));
}

/** Removes the object at `path` with everything inside it. */
export function removeTreeWithContents(call: Call, path: string): void {
  for (const object of [...treeObjectsInside(call, path), existingTreeObject(call, path)]) {
    treeObjects.remove(call, keyOf(object.path));
    dropAccessList(call, treeRef(object));
    if (object.object_type === "REPO") gitFolders.remove(call, object.object_id);
  }
}

/** Makes the directories that every workspace starts with, under the same ids each time. */
export function addFirstDirectories(call: Call): void {
  const workspaceId = workspaceIdOf(call);
  const everybody = { principalId: systemGroupId(workspaceId, SYSTEM_GROUPS.users), level: "CAN_MANAGE" } as const;
  FIRST_DIRECTORIES.forEach((path, index) => {
    const id = path === "/" ? Number(ROOT_DIRECTORY.id) : workspaceId * FIRST_DIRECTORIES.length + index;
    addTreeObject(call, path, "DIRECTORY", { id, entries: path === SHARED ? [everybody] : [] });
  });
}

/**
 * Everybody who was let into the workspace has a home, and a folder for repositories, which are made when they are first
 * asked for.
 */
function homeAt(call: Call, path: string): TreeObject | undefined {
  const around = parentPath(path);
  if (around !== HOMES && around !== REPOS) return undefined;
  const name = path.slice(around.length + 1);
  const owner =
    call.store.find(usersByName.of(name.toLowerCase()), ({ userName }) => userName === name) ??
    call.store.find(
      servicePrincipalsByApplication.of(name.toLowerCase()),
      ({ applicationId }) => applicationId === name,
    );
  if (!owner || !wasLetIn(call, owner.key)) return undefined;
  return addTreeObject(call, path, "DIRECTORY", { entries: [{ principalId: owner.key, level: "CAN_MANAGE" }] });
}

/** A path of the workspace's tree without the `/Workspace` that may stand before it, and without a slash at its end. */
export function treePath(given: string): string {
  if (!given.startsWith("/")) throw invalidParameter(`Path (${given}) must be absolute: it starts with /.`);
  const segments = given.split("/").filter((segment) => segment !== "");
  if (segments.some((segment) => segment === "." || segment === "..")) {
    throw invalidParameter(`Path (${given}) must not have . or .. in it.`);
  }
  return `/${(segments[0] === "Workspace" ? segments.slice(1) : segments).join("/")}`;
}

/** A path of the tree as answers and messages have it: with `/Workspace` where the request asked so. */
export function asAsked(asked: string, path: string): string {
  const prefix = /^\/+Workspace(\/|$)/.test(asked) ? "/Workspace" : "";
  return path === "/" ? prefix || "/" : `${prefix}${path}`;
}

/** The path of the directory that `path` lies in; undefined for the root. */
export function parentPath(path: string): string | undefined {
  return path === "/" ? undefined : path.slice(0, path.lastIndexOf("/")) || "/";
}

/** What every path inside the directory starts with. */
export const pathsInside = (path: string): string => (path === "/" ? "/" : `${path}/`);
