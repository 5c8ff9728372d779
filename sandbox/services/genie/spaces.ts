import {
  dropAccessList,
  type ObjectRef,
  openAccessList,
  requireLevel,
  requireSight,
  sightOf,
} from "../../authority/objects/access-lists";
import { isJsonObject } from "../../catalogue/json";
import {
  ApiError,
  type Behaviour,
  type Call,
  invalidParameter,
  notFound,
  parseCallerJson,
  type Service,
  WorkspaceObjects,
} from "../../control-plane";
import { findTreeObject, isFolder, treePath, treeRef } from "../workspace/tree";
import { requireWarehouse } from "../workspace/warehouses";

interface SpaceSettings {
  title: string;
  description?: string;
  warehouse_id: string;
  /** Of the directory that it is shown in; it is no object of the tree itself. */
  parent_path: string;
  serialized_space: string;
}

/** A space to ask questions in, as it was declared. Nobody answers. */
interface GenieSpace extends SpaceSettings {
  space_id: string;
  /** Grows with each change of `serialized_space`. */
  revision: number;
  /** Milliseconds since 1970. */
  createdAt: number;
  updatedAt: number;
}

export const genieSpaces = new WorkspaceObjects<GenieSpace>("genie.space", (id) =>
  notFound(`Genie space ${id} not found`),
);

const refOf = (id: string): ObjectRef => ({ type: "genie", id });

/** The form in which the service keeps a space: what was written in the first is carried over. */
const CURRENT_FORM = 2;

/** @throws ApiError 400 for what is no JSON object. */
function currentForm(text: string): string {
  const space = parsed(text);
  if (!isJsonObject(space)) throw invalidParameter("serialized_space is not a JSON object.");
  if (space.version !== 1) return text;
  return JSON.stringify({ ...space, version: CURRENT_FORM, data_sources: space.data_sources ?? {} });
}

function parsed(text: string): unknown {
  try {
    return parseCallerJson(text);
  } catch {
    return undefined;
  }
}

/** @throws ApiError 400 for a directory that is not there, 403 for one that the caller may not write to. */
function directory(call: Call, given: string): string {
  const path = treePath(given);
  const found = findTreeObject(call, path);
  if (!found || !isFolder(found)) throw invalidParameter(`Tree node with path ${path} does not exist.`);
  requireLevel(call, treeRef(found), "CAN_EDIT");
  return path;
}

function shown({ revision, createdAt, updatedAt, serialized_space, ...space }: GenieSpace, whole: boolean): object {
  return {
    ...space,
    create_time: new Date(createdAt).toISOString(),
    update_time: new Date(updatedAt).toISOString(),
    ...(whole ? { serialized_space, etag: String(revision) } : {}),
  };
}

type Requested = Partial<SpaceSettings>;

const create: Behaviour<Requested & { warehouse_id: string; serialized_space: string }> = (requested, call) => {
  requireWarehouse(call, requested.warehouse_id, "CAN_USE");
  const id = call.store.uuid().replaceAll("-", "");
  const now = call.store.now();
  const space: GenieSpace = {
    title: "New Space",
    ...requested,
    parent_path: directory(call, requested.parent_path || `/Users/${call.principal.name}`),
    serialized_space: currentForm(requested.serialized_space),
    space_id: id,
    revision: 1,
    createdAt: now,
    updatedAt: now,
  };
  genieSpaces.put(call, id, space);
  openAccessList(call, refOf(id));
  return shown(space, true);
};

type ById = { space_id: string };

const get: Behaviour<ById & { include_serialized_space?: boolean }> = (
  { space_id: id, include_serialized_space: whole = false },
  call,
) => {
  const space = genieSpaces.existing(call, id);
  requireSight(call, refOf(id));
  if (whole) requireLevel(call, refOf(id), "CAN_EDIT");
  return shown(space, whole);
};

const list: Behaviour<{ page_size?: number; page_token?: string }> = ({ page_size: size, page_token: token }, call) => {
  const sees = sightOf(call);
  const { items, nextToken } = genieSpaces.pageOfShown(call, { size, token }, (space) =>
    sees(refOf(space.space_id)) ? shown(space, false) : undefined,
  );
  return { spaces: items, next_page_token: nextToken };
};

const update: Behaviour<ById & Requested & { etag?: string }> = ({ space_id: id, etag, ...requested }, call) => {
  const before = genieSpaces.existing(call, id);
  requireLevel(call, refOf(id), "CAN_EDIT");
  if (etag && etag !== String(before.revision)) {
    throw new ApiError(409, "ABORTED", `Genie space ${id} was changed since: its etag is ${before.revision}.`);
  }
  const { warehouse_id: warehouse = before.warehouse_id, parent_path: path, serialized_space: text } = requested;
  if (warehouse !== before.warehouse_id) requireWarehouse(call, warehouse, "CAN_USE");
  const content = text ? currentForm(text) : before.serialized_space;
  const after: GenieSpace = {
    ...before,
    ...requested,
    parent_path: path && treePath(path) !== before.parent_path ? directory(call, path) : before.parent_path,
    serialized_space: content,
    revision: before.revision + (content === before.serialized_space ? 0 : 1),
    updatedAt: call.store.now(),
  };
  genieSpaces.put(call, id, after);
  return shown(after, true);
};

const trash: Behaviour<ById> = ({ space_id: id }, call) => {
  genieSpaces.existing(call, id);
  requireLevel(call, refOf(id), "CAN_MANAGE");
  genieSpaces.remove(call, id);
  dropAccessList(call, refOf(id));
  return undefined;
};

export const genieSpacesService: Service = {
  "dashboards.Genie.CreateSpace": create,
  "dashboards.Genie.GetSpace": get,
  "dashboards.Genie.ListSpaces": list,
  "dashboards.Genie.UpdateSpace": update,
  "dashboards.Genie.TrashSpace": trash,
};
