import {
  allows,
  dropAccessList,
  type ObjectRef,
  openAccessList,
  requireLevel,
  requireSight,
  sightOf,
} from "../../authority/objects/access-lists";
import type { PermissionLevel } from "../../authority/objects/object-types";
import { entitlementsOf } from "../../authority/workspace/caller";
import {
  ApiError,
  type Behaviour,
  type Call,
  invalidParameter,
  notFound,
  permissionDenied,
  type Service,
  WorkspaceObjects,
  workspaceAddress,
  workspaceById,
  workspaceIdOf,
} from "../../control-plane";
import { completeSettings, type RequestedSettings, type WarehouseSettings } from "./warehouse-settings";
import { stateAt, usedAt, type WarehouseOrder } from "./warehouse-state";

interface Warehouse extends WarehouseSettings {
  id: string;
  creator_name: string;
  /** What legacy queries and dashboards call the warehouse. */
  dataSourceId: string;
  order: WarehouseOrder;
}

export const warehouses = new WorkspaceObjects<Warehouse>("workspace.sql-warehouse", (id) =>
  notFound(`SQL warehouse ${id} does not exist.`),
);

const refOf = (id: string): ObjectRef => ({ type: "sql/warehouses", id });

function requireSqlAccess(call: Call): void {
  if (entitlementsOf(call).has("databricks-sql-access")) return;
  throw permissionDenied("This API is disabled for users without the databricks-sql-access entitlement.");
}

const stateOf = (call: Call, { order, auto_stop_mins }: Warehouse) => stateAt(order, call.store.now(), auto_stop_mins);

/** The warehouse as the API shows it. */
function shown(call: Call, warehouse: Warehouse): object {
  const { order: _order, dataSourceId: _source, ...settings } = warehouse;
  const state = stateOf(call, warehouse);
  const { hostname, port } = addressOf(call);
  const path = `/sql/1.0/warehouses/${warehouse.id}`;
  return {
    ...settings,
    state,
    num_clusters: state === "RUNNING" ? warehouse.min_num_clusters : 0,
    num_active_sessions: 0,
    health: { status: "HEALTHY" },
    jdbc_url: `jdbc:spark://${hostname}:${port}/default;transportMode=http;ssl=1;AuthMech=3;httpPath=${path};`,
    odbc_params: { hostname, path, protocol: "https", port },
  };
}

function addressOf(call: Call): { hostname: string; port: number } {
  const workspace = workspaceById(call.store, workspaceIdOf(call));
  if (!workspace) throw new Error(`workspace ${workspaceIdOf(call)} answers but does not exist`);
  const { hostname, port } = new URL(workspaceAddress(workspace));
  return { hostname, port: Number(port) };
}

const isTaken =
  (call: Call, id?: string) =>
  (name: string): boolean =>
    warehouses.find(call, (other) => other.name === name && other.id !== id) !== undefined;

const create: Behaviour<RequestedSettings & { creator_name?: string }> = ({ creator_name: _, ...requested }, call) => {
  requireSqlAccess(call);
  if (!entitlementsOf(call).has("allow-cluster-create")) {
    throw permissionDenied(
      "You do not have permission to create SQL warehouses: it takes the allow-cluster-create entitlement.",
    );
  }
  const settings = completeSettings(requested, isTaken(call));
  const id = newWarehouseId(call);
  warehouses.put(call, id, {
    ...settings,
    id,
    creator_name: call.principal.name,
    dataSourceId: call.store.uuid(),
    order: { wanted: "RUNNING", at: call.store.now() },
  });
  openAccessList(call, refOf(id));
  return { id };
};

/** What the request leaves out keeps its value. */
const edit: Behaviour<RequestedSettings & { id: string; creator_name?: string }> = (
  { id, creator_name: _, ...requested },
  call,
) => {
  const before = warehouses.existing(call, id);
  requireLevel(call, refOf(id), "CAN_MANAGE");
  const { creator_name, dataSourceId, order, id: _id, ...known } = before;
  const settings = completeSettings({ ...known, ...requested }, isTaken(call, id));
  warehouses.put(call, id, { ...settings, id, creator_name, dataSourceId, order });
  return undefined;
};

const get: Behaviour<{ id: string }> = ({ id }, call) => {
  const warehouse = warehouses.existing(call, id);
  requireSight(call, refOf(id));
  return shown(call, warehouse);
};

const list: Behaviour<{ page_size?: number; page_token?: string; skip_cannot_use?: boolean }> = (request, call) => {
  requireSqlAccess(call);
  const sees = sightOf(call);
  const isListed = ({ id }: Warehouse): boolean =>
    request.skip_cannot_use ? allows(call, refOf(id), "CAN_USE") : sees(refOf(id));
  const asked = { token: request.page_token, size: request.page_size };
  const { items, nextToken } = warehouses.pageOfShown(call, asked, (warehouse) =>
    isListed(warehouse) ? shown(call, warehouse) : undefined,
  );
  return { warehouses: items, next_page_token: nextToken };
};

const remove: Behaviour<{ id: string }> = ({ id }, call) => {
  warehouses.existing(call, id);
  requireLevel(call, refOf(id), "CAN_MANAGE");
  warehouses.remove(call, id);
  dropAccessList(call, refOf(id));
  return undefined;
};

const start: Behaviour<{ id: string }> = ({ id }, call) => {
  const warehouse = warehouses.existing(call, id);
  requireLevel(call, refOf(id), "CAN_USE");
  requireSqlAccess(call);
  if (stateOf(call, warehouse) === "STOPPING") {
    throw new ApiError(400, "INVALID_STATE", `SQL warehouse ${id} is stopping: start it when it is STOPPED.`);
  }
  return ordered(call, warehouse, "RUNNING");
};

const stop: Behaviour<{ id: string }> = ({ id }, call) => {
  const warehouse = warehouses.existing(call, id);
  requireLevel(call, refOf(id), "CAN_MANAGE");
  return ordered(call, warehouse, "STOPPED");
};

/** A warehouse that is already in the wanted state, or on its way to it, stays as it is. */
function ordered(call: Call, warehouse: Warehouse, wanted: WarehouseOrder["wanted"]): undefined {
  const state = stateOf(call, warehouse);
  const there = wanted === "RUNNING" ? ["STARTING", "RUNNING"] : ["STOPPING", "STOPPED"];
  if (!there.includes(state)) {
    warehouses.put(call, warehouse.id, { ...warehouse, order: { wanted, at: call.store.now() } });
  }
  return undefined;
}

const listDataSources: Behaviour = (_request, call) => {
  requireSqlAccess(call);
  const sees = sightOf(call);
  return warehouses
    .all(call)
    .filter(({ id }) => sees(refOf(id)))
    .map(({ id, name, dataSourceId }) => ({
      id: dataSourceId,
      name,
      warehouse_id: id,
      type: "databricks_internal",
      syntax: "sql",
      paused: 0,
      supports_auto_limit: true,
      view_only: false,
    }));
};

/** @throws ApiError 400 when there is no such SQL warehouse, 403 when the caller has not `level` on it. */
export function requireWarehouse(call: Call, id: string, level: PermissionLevel): void {
  if (!warehouses.has(call, id)) {
    throw invalidParameter(`SQL warehouse ${id} does not exist.`);
  }
  requireLevel(call, refOf(id), level);
}

/** A statement is sent to the warehouse: one that is stopped starts, and it is idle from now on at the earliest. */
export function useWarehouse(call: Call, id: string): void {
  const warehouse = warehouses.existing(call, id);
  warehouses.put(call, id, { ...warehouse, order: usedAt(stateOf(call, warehouse), call.store.now()) });
}

/** Sixteen hexadecimal digits, like the service's. */
function newWarehouseId(call: Call): string {
  return call.store.nextId().toString(16).padStart(16, "0");
}

export const warehousesService: Service = {
  "sql.Warehouses.Create": create,
  "sql.Warehouses.Edit": edit,
  "sql.Warehouses.Get": get,
  "sql.Warehouses.List": list,
  "sql.Warehouses.Delete": remove,
  "sql.Warehouses.Start": start,
  "sql.Warehouses.Stop": stop,
  "sql.DataSources.List": listDataSources,
};
