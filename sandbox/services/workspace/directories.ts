import { requireLevel, requireSight, sightOf } from "../../authority/objects/access-lists";
import { ApiError, type Behaviour, type Call, invalidParameter, type Service } from "../../control-plane";
import { requireMutable } from "./snapshot-folder";
import {
  addTreeObject,
  asAsked,
  existingTreeObject,
  findTreeObject,
  isFirstDirectory,
  isFolder,
  parentPath,
  removeTreeWithContents,
  type TreeObject,
  treeObjectsIn,
  treeObjectsInside,
  treePath,
  treeRef,
} from "./tree";

interface Look {
  /** An answer to a path that starts with `/Workspace` does so too. */
  path: string;
  /** Asks in which form a notebook's source would be exported. */
  return_export_info?: boolean;
}

function shown({ path: asked, return_export_info: withForm }: Look, object: TreeObject): object {
  const { object_id, object_type, path, created_at, modified_at, content } = object;
  const identity = { object_id, object_type, path: asAsked(asked, path), resource_id: treeRef(object).id };
  if (object_type === "FILE") return { ...identity, created_at, modified_at, size: content?.size ?? 0 };
  if (!content?.notebook) return identity;
  const { language, format } = content.notebook;
  return { ...identity, language, ...(withForm ? { repos_export_format: format } : {}) };
}

/** Makes the directory and those around it that are missing. */
const mkdirs: Behaviour<{ path: string }> = ({ path: given }, call) => {
  makeDirectory(call, treePath(given), given);
  return undefined;
};

function makeDirectory(call: Call, path: string, asked: string): TreeObject {
  const existing = findTreeObject(call, path);
  if (existing) {
    if (isFolder(existing)) return existing;
    throw new ApiError(
      400,
      "RESOURCE_ALREADY_EXISTS",
      `Path (${asAsked(asked, path)}) already exists and is not a directory.`,
    );
  }
  requireMutable(call, path);
  const around = makeDirectory(call, parentPath(path) ?? "/", asked);
  requireLevel(call, treeRef(around), "CAN_EDIT");
  return addTreeObject(call, path, "DIRECTORY");
}

const getStatus: Behaviour<Look> = (request, call) => {
  const object = existingTreeObject(call, treePath(request.path), request.path);
  if (!isFirstDirectory(object)) requireSight(call, treeRef(object));
  return shown(request, object);
};

const list: Behaviour<Look & { notebooks_modified_after?: number }> = (request, call) => {
  const object = existingTreeObject(call, treePath(request.path), request.path);
  if (!isFirstDirectory(object)) requireSight(call, treeRef(object));
  if (!isFolder(object)) return { objects: [shown(request, object)] };
  const sees = sightOf(call);
  const children = treeObjectsIn(call, object.path).filter(
    (child) =>
      (isFirstDirectory(child) || sees(treeRef(child))) &&
      (child.modified_at > (request.notebooks_modified_after ?? 0) || child.object_type !== "NOTEBOOK"),
  );
  return { objects: children.map((child) => shown(request, child)) };
};

const remove: Behaviour<{ path: string; recursive?: boolean }> = ({ path: given, recursive }, call) => {
  const object = existingTreeObject(call, treePath(given), given);
  if (isFirstDirectory(object))
    throw invalidParameter(`Folder ${given} is part of every workspace and can not be deleted.`);
  requireLevel(call, treeRef(object), "CAN_MANAGE");
  requireMutable(call, object.path);
  const inside = treeObjectsInside(call, object.path);
  if (inside.length > 0 && !recursive) {
    throw new ApiError(400, "DIRECTORY_NOT_EMPTY", `Folder (${given}) is not empty`);
  }
  removeTreeWithContents(call, object.path);
  return undefined;
};

export const directoriesService: Service = {
  "workspace.Workspace.Mkdirs": mkdirs,
  "workspace.Workspace.GetStatus": getStatus,
  "workspace.Workspace.List": list,
  "workspace.Workspace.Delete": remove,
};
