import { requireAccountAdmin } from "../../authority/account/roles";
import { ApiError, type Behaviour, type Call, invalidParameter, type Service, workspaces } from "../../control-plane";
import { assignMetastore, metastoreById, unassignMetastore } from "../unity-catalog/metastores";
import { changeSettings, clearDefaultCatalog, settingsOf } from "./workspace-settings";
import { accountWorkspace } from "./workspaces";

/** What an unqualified table name means in a workspace whose default catalog nobody chose. */
const DEFAULT_CATALOG = "hive_metastore";

type OfWorkspace = { workspace_id: number };
type OfMetastore = { metastore_id: string };
type Given = { metastore_assignment?: { metastore_id?: string; default_catalog_name?: string } };

const create: Behaviour<OfWorkspace & OfMetastore & Given> = (request, call) => {
  const { id } = accountWorkspace(call, request.workspace_id);
  const named = request.metastore_assignment?.metastore_id;
  if (named && named !== request.metastore_id) {
    throw invalidParameter(`The path names metastore ${request.metastore_id}, the body ${named}`);
  }
  assignMetastore(call, id, request.metastore_id);
  setDefaultCatalog(call, id, request);
  return undefined;
};

const get: Behaviour<OfWorkspace> = (request, call) => {
  const { id, metastoreId } = accountWorkspace(call, request.workspace_id);
  if (!metastoreId) throw new ApiError(404, "METASTORE_DOES_NOT_EXIST", `No metastore is assigned to workspace ${id}.`);
  return {
    metastore_assignment: {
      workspace_id: id,
      metastore_id: metastoreId,
      default_catalog_name: settingsOf(call.store, id).defaultCatalogName ?? DEFAULT_CATALOG,
    },
  };
};

const list: Behaviour<OfMetastore> = ({ metastore_id }, call) => {
  requireAccountAdmin(call);
  metastoreById(call.store, metastore_id);
  const assigned = call.store.list(workspaces).filter(({ value }) => value.metastoreId === metastore_id);
  return { workspace_ids: assigned.map(({ value }) => value.id) };
};

const update: Behaviour<OfWorkspace & OfMetastore & Given> = (request, call) => {
  const { id, metastoreId } = accountWorkspace(call, request.workspace_id);
  if (metastoreId && metastoreId !== request.metastore_id) unassignMetastore(call, id, metastoreId);
  assignMetastore(call, id, request.metastore_id);
  setDefaultCatalog(call, id, request);
  return undefined;
};

const remove: Behaviour<OfWorkspace & OfMetastore> = ({ workspace_id, metastore_id }, call) => {
  const { id } = accountWorkspace(call, workspace_id);
  unassignMetastore(call, id, metastore_id);
  clearDefaultCatalog(call.store, id);
  return undefined;
};

function setDefaultCatalog(call: Call, workspaceId: number, { metastore_assignment: given }: Given): void {
  const defaultCatalogName = given?.default_catalog_name;
  if (defaultCatalogName) changeSettings(call.store, workspaceId, { defaultCatalogName });
}

export const accountMetastoreAssignmentsService: Service = {
  "catalog.AccountMetastoreAssignments.Create": create,
  "catalog.AccountMetastoreAssignments.Get": get,
  "catalog.AccountMetastoreAssignments.List": list,
  "catalog.AccountMetastoreAssignments.Update": update,
  "catalog.AccountMetastoreAssignments.Delete": remove,
};
