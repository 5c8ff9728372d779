import { requireAccountAdmin } from "../../authority/account/roles";
import { Access } from "../../authority/unity-catalog/access";
import type { MetastoreInfo } from "../../authority/unity-catalog/infos";
import { changed, securables } from "../../authority/unity-catalog/securables";
import {
  ApiError,
  alreadyExists,
  type Behaviour,
  type Call,
  invalidParameter,
  notFound,
  type Seed,
  type SeededIds,
  type Service,
  type Store,
  type Workspace,
  workspaceById,
  workspaceIdOf,
  workspaces,
} from "../../control-plane";
import { putSystemCatalogs } from "./system-catalogs";

/** @throws METASTORE_DOES_NOT_EXIST */
export function metastoreById(store: Store, id: string): MetastoreInfo {
  const metastore = store.get(securables.metastore, id);
  if (!metastore) throw new ApiError(404, "METASTORE_DOES_NOT_EXIST", `Metastore '${id}' does not exist.`);
  return metastore;
}

/** The metastore has no storage of its own, as the service advises: every catalog names its own. */
export function seedMetastore(store: Store, { metastore }: Seed, _ids: SeededIds): void {
  const now = store.now();
  const info: MetastoreInfo = {
    name: metastore.name,
    metastore_id: metastore.id,
    owner: metastore.owner,
    cloud: "azure",
    region: metastore.region,
    global_metastore_id: `azure:${metastore.region}:${metastore.id}`,
    delta_sharing_scope: "INTERNAL",
    privilege_model_version: "1.0",
    external_access_enabled: false,
    created_at: now,
    created_by: "System user",
    updated_at: now,
    updated_by: "System user",
  };
  store.put(securables.metastore, metastore.id, info);
  putSystemCatalogs(store, metastore.id);
}

/** A sandbox of an earlier version has none. */
export function bringSystemCatalogs(store: Store): void {
  for (const { key } of store.list(securables.metastore)) putSystemCatalogs(store, key);
}

/** What may be changed of a metastore; where its storage is, no sandbox's has any. */
export interface MetastoreChange
  extends Partial<
    Pick<
      MetastoreInfo,
      | "delta_sharing_organization_name"
      | "delta_sharing_recipient_token_lifetime_in_seconds"
      | "delta_sharing_scope"
      | "external_access_enabled"
      | "privilege_model_version"
    >
  > {
  owner?: string;
  new_name?: string;
  storage_root_credential_id?: string;
}

/** Writes it; whoever calls has checked that it may. An empty owner hands the metastore back to the service. */
export function changeMetastore(
  call: Call,
  id: string,
  { owner, new_name: name, storage_root_credential_id: credential, ...settings }: MetastoreChange,
): MetastoreInfo {
  const before = metastoreById(call.store, id);
  if (credential) throw invalidParameter("The sandbox's metastore has no storage: no storage_root_credential_id.");
  const after: MetastoreInfo = { ...before, ...settings, ...changed(call) };
  if (
    after.delta_sharing_scope === "INTERNAL_AND_EXTERNAL" &&
    after.delta_sharing_recipient_token_lifetime_in_seconds === undefined
  ) {
    throw invalidParameter(
      "UpdateMetastore Missing required field: delta_sharing_recipient_token_lifetime_in_seconds must be set, use zero for infinite token lifetime.",
    );
  }
  const newOwner = owner === "" ? "System user" : owner && call.directory.nameOf(owner);
  return call.store.put(securables.metastore, id, {
    ...after,
    ...(newOwner ? { owner: newOwner } : {}),
    ...(name ? { name } : {}),
  });
}

/**
 * Assigns a metastore to a workspace; the same assignment again changes nothing.
 * @throws when the workspace has another metastore, or lies in another region.
 */
export function assignMetastore(call: Call, workspaceId: number, metastoreId: string): void {
  const metastore = metastoreById(call.store, metastoreId);
  const workspace = existingWorkspace(call.store, workspaceId);
  if (workspace.metastoreId && workspace.metastoreId !== metastoreId) {
    throw alreadyExists(`Workspace ${workspaceId} already has metastore ${workspace.metastoreId} assigned.`);
  }
  if (metastore.region !== workspace.region) {
    const regions = `the workspace is in ${workspace.region}, the metastore in ${metastore.region}`;
    throw new ApiError(
      400,
      "INVALID_PARAMETER_VALUE",
      `Metastore and workspace must be in the same region: ${regions}.`,
    );
  }
  call.store.put(workspaces, String(workspaceId), { ...workspace, metastoreId });
}

export function unassignMetastore(call: Call, workspaceId: number, metastoreId: string): void {
  const { metastoreId: assigned, ...workspace } = existingWorkspace(call.store, workspaceId);
  if (assigned !== metastoreId)
    throw notFound(`Workspace ${workspaceId} does not have metastore ${metastoreId} assigned.`);
  call.store.put(workspaces, String(workspaceId), workspace);
}

function existingWorkspace(store: Store, id: number): Workspace {
  const workspace = workspaceById(store, id);
  if (!workspace) throw notFound(`Workspace ${id} does not exist.`);
  return workspace;
}

const current: Behaviour = (_request, call) => ({
  metastore_id: Access.of(call).metastoreId,
  workspace_id: workspaceIdOf(call),
  default_catalog_name: "hive_metastore",
});

const summary: Behaviour = (_request, call) => {
  const { external_access_enabled, ...metastore } = metastoreById(call.store, Access.of(call).metastoreId);
  return { ...metastore, external_access_enabled };
};

const get: Behaviour<{ id: string }> = ({ id }, call) => {
  const metastore = metastoreById(call.store, id);
  if (id !== Access.of(call).metastoreId) requireAccountAdmin(call);
  return metastore;
};

const list: Behaviour = (_request, call) => {
  const assigned = Access.of(call).metastoreId;
  const known = call.store.list(securables.metastore).map(({ value }) => value);
  return { metastores: known.filter(({ metastore_id: id }) => call.principal.accountAdmin || id === assigned) };
};

const update: Behaviour<MetastoreChange & { id: string }> = ({ id, ...change }, call) => {
  metastoreById(call.store, id);
  Access.of(call).managed({ type: "metastore", name: id });
  return changeMetastore(call, id, change);
};

const assign: Behaviour<{ workspace_id: number; metastore_id: string }> = (request, call) => {
  requireAccountAdmin(call);
  assignMetastore(call, request.workspace_id, request.metastore_id);
  return undefined;
};

const unassign: Behaviour<{ workspace_id: number; metastore_id: string }> = (request, call) => {
  requireAccountAdmin(call);
  unassignMetastore(call, request.workspace_id, request.metastore_id);
  return undefined;
};

export const metastoresService: Service = {
  "catalog.Metastores.Current": current,
  "catalog.Metastores.Summary": summary,
  "catalog.Metastores.Get": get,
  "catalog.Metastores.List": list,
  "catalog.Metastores.Update": update,
  "catalog.Metastores.Assign": assign,
  "catalog.Metastores.Unassign": unassign,
};
