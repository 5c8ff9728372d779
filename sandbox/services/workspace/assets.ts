import {
  accessListOf,
  type ObjectRef,
  requireLevel,
  requireSight,
  sees,
  sightOf,
} from "../../authority/objects/access-lists";
import type { ObjectTypePath, PermissionLevel } from "../../authority/objects/object-types";
import { namedPrincipal, type PrincipalName } from "../../authority/objects/principals";
import { isWorkspaceAdmin } from "../../authority/workspace/caller";
import {
  ApiError,
  type Call,
  Index,
  invalidParameter,
  notFound,
  type Page,
  type PageRequest,
  pageOf,
  WorkspaceObjects,
  workspaceIdOf,
} from "../../control-plane";
import {
  addTreeObject,
  existingTreeObject,
  findTreeObject,
  isFolder,
  parentPath,
  removeTreeWithContents,
  type TreeObject,
  treePath,
  treeRef,
} from "./tree";

/**
 * An object of the workspace's tree that has an API of its own, which knows it by an id: a query, an alert, a dashboard.
 * It is active as long as it lies in the tree. Deleting a directory therefore trashes the assets in it.
 */
export interface Asset {
  id: string;
  /** Where it lies in the tree; for a trashed one, where it lay. */
  path: string;
  /** The user or service principal that owns it. */
  ownerId: string;
  /** Milliseconds since 1970. */
  createdAt: number;
}

interface AssetKindOptions {
  /** What messages call one of them: `Query`. */
  noun: string;
  objectType: TreeObject["object_type"];
  permissions: ObjectTypePath;
  /** What follows the display name in the tree, from the dot on. */
  extension: string;
  /** The name of their collection. */
  keptAs: string;
}

/** Where a new asset is to lie. */
export interface AssetPlace {
  id: string;
  displayName: string;
  /** Default: the caller's home. */
  parentPath?: string | undefined;
  /** Takes another name where `displayName` is taken. Default: that is refused. */
  resolveName?: boolean;
}

/** One kind of asset: how its objects lie in the tree, who may do what with them, and how they are trashed. */
export class AssetKind<Document extends Asset> {
  readonly kept: WorkspaceObjects<Document>;
  /** A workspace's, the oldest first. */
  private readonly byAge: Index<Document>;

  constructor(private readonly options: AssetKindOptions) {
    this.kept = new WorkspaceObjects<Document>(options.keptAs, (id) =>
      notFound(`${options.noun} with ID '${id}' does not exist.`),
    );
    this.byAge = new Index<Document>(
      this.kept,
      (_, key) => [key.slice(0, key.indexOf("/"))],
      ({ createdAt, id }) => `${String(createdAt).padStart(16, "0")}/${id}`,
    );
  }

  /** What the permissions API calls it. */
  ref({ id }: Asset): ObjectRef {
    return { type: this.options.permissions, id };
  }

  /**
   * Puts a new asset into the tree, the caller's own.
   * @returns what its document is to begin with, and the name that it got.
   * @throws ApiError 404 for a directory that is missing, 403 for one that the caller may not write to, 400 for a name
   * that is not one or is taken.
   */
  place(call: Call, { id, displayName, parentPath: given, resolveName }: AssetPlace): Asset & { displayName: string } {
    const asked = given || `/Users/${call.principal.name}`;
    const directory = existingTreeObject(call, treePath(asked), asked);
    if (!isFolder(directory)) throw invalidParameter(`The parent path (${asked}) is not a directory.`);
    requireLevel(call, treeRef(directory), "CAN_EDIT");
    const name = resolveName ? this.freeName(call, directory.path, displayName) : displayName;
    const asset = {
      id,
      path: this.freePath(call, directory.path, name),
      ownerId: call.principal.id,
      createdAt: call.store.now(),
    };
    addTreeObject(call, asset.path, this.options.objectType, { ref: this.ref(asset) });
    return { ...asset, displayName: name };
  }

  /** Gives an asset another name in the directory that it is in. @returns its new path. @throws ApiError as `place`. */
  rename(call: Call, asset: Asset, displayName: string): string {
    const path = this.pathOf(parentPath(asset.path) ?? "/", displayName);
    if (path === asset.path) return path;
    this.requireFree(call, path);
    const { object_id: id } = existingTreeObject(call, asset.path);
    const { entries } = accessListOf(call.store, workspaceIdOf(call), this.ref(asset)) ?? { entries: [] };
    removeTreeWithContents(call, asset.path);
    addTreeObject(call, path, this.options.objectType, { id, ref: this.ref(asset), entries });
    return path;
  }

  /**
   * Takes an asset out of the tree, and its access list with it. One that is in the trash stays there.
   * @throws ApiError 404, 403
   */
  trash(call: Call, id: string): Document {
    const asset = this.readable(call, id);
    if (!this.isActive(call, asset)) return asset;
    requireLevel(call, this.ref(asset), "CAN_MANAGE");
    removeTreeWithContents(call, asset.path);
    return asset;
  }

  put(call: Call, document: Document): Document {
    return this.kept.put(call, document.id, document);
  }

  /** Deletes a trashed asset for good. */
  purge(call: Call, { id }: Asset): void {
    this.kept.remove(call, id);
  }

  isActive(call: Call, { id, path }: Asset): boolean {
    return findTreeObject(call, path)?.ref?.id === id;
  }

  /** An asset that the caller may see, trashed or not. @throws ApiError 404, 403 */
  readable(call: Call, id: string): Document {
    const asset = this.kept.existing(call, id);
    if (!this.isVisible(call, asset)) requireSight(call, this.ref(asset));
    return asset;
  }

  /** An asset that is not trashed, and on which the caller has `level` or more. @throws ApiError 404, 403, 400 */
  active(call: Call, id: string, level: PermissionLevel): Document {
    const asset = this.kept.existing(call, id);
    if (this.isActive(call, asset)) {
      requireLevel(call, this.ref(asset), level);
      return asset;
    }
    this.readable(call, id);
    throw new ApiError(400, "INVALID_STATE", `${this.options.noun} with ID '${id}' is in the trash.`);
  }

  /** Whether there is such an asset, not in the trash, and the caller may see it. */
  isReadable(call: Call, id: string): boolean {
    const asset = this.kept.get(call, id);
    return asset !== undefined && this.isActive(call, asset) && this.isVisible(call, asset);
  }

  /** A page of what the caller may see, the oldest first. */
  page(call: Call, request: PageRequest, { trashed = false } = {}): Page<Document> {
    const sees = sightOf(call);
    const isListed = (asset: Document): boolean =>
      this.isActive(call, asset) ? sees(this.ref(asset)) : trashed && this.isVisible(call, asset);
    return pageOf(call.store, this.byAge.of(String(workspaceIdOf(call))), "", request, (asset) =>
      isListed(asset) ? asset : undefined,
    );
  }

  /** A trashed asset has no access list any more: it is its owner's and the admins'. */
  private isVisible(call: Call, asset: Asset): boolean {
    if (this.isActive(call, asset)) return sees(call, this.ref(asset));
    return asset.ownerId === call.principal.id || isWorkspaceAdmin(call);
  }

  private freeName(call: Call, directory: string, wanted: string): string {
    for (let number = 0; ; number++) {
      const name = number === 0 ? wanted : `${wanted} (${number})`;
      if (!findTreeObject(call, this.pathOf(directory, name))) return name;
    }
  }

  private freePath(call: Call, directory: string, name: string): string {
    const path = this.pathOf(directory, name);
    this.requireFree(call, path);
    return path;
  }

  private requireFree(call: Call, path: string): void {
    if (!findTreeObject(call, path)) return;
    const name = path.slice(path.lastIndexOf("/") + 1);
    throw new ApiError(400, "RESOURCE_ALREADY_EXISTS", `Node named '${name}' already exists`);
  }

  private pathOf(directory: string, name: string): string {
    const { noun, extension } = this.options;
    if (name.trim() === "") throw invalidParameter(`${noun} display_name must not be empty.`);
    if (name.includes("/")) throw invalidParameter(`${noun} display_name '${name}' must not have a slash in it.`);
    return `${directory === "/" ? "" : directory}/${name}${extension}`;
  }
}

/** The path of the directory around an asset. */
export const directoryOf = ({ path }: Asset): string => parentPath(path) ?? "/";

/** The owner as the permissions API names it; undefined when it is gone. */
export function ownerOf(call: Call, { ownerId }: Asset): PrincipalName | undefined {
  const { user_name, service_principal_name } = namedPrincipal(call.store, workspaceIdOf(call), ownerId) ?? {};
  if (user_name !== undefined) return { user_name };
  return service_principal_name === undefined ? undefined : { service_principal_name };
}

/** The owner's user name or application id, or what the service says instead when it is gone. */
export function ownerName(call: Call, asset: Asset): string {
  const { user_name: user, service_principal_name: application } = ownerOf(call, asset) ?? {};
  return user ?? application ?? "Unavailable";
}
