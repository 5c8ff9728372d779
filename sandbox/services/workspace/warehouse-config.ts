import { requireWorkspaceAdmin } from "../../authority/workspace/caller";
import { type Behaviour, type JsonObject, type Service, WorkspaceObjects } from "../../control-plane";

/** What holds for every SQL warehouse of a workspace, as the API shows it. */
interface WarehouseConfig extends JsonObject {
  security_policy?: string;
  enable_serverless_compute?: boolean;
}

/** One for each workspace. */
export const warehouseConfigs = new WorkspaceObjects<WarehouseConfig, []>("workspace.warehouse-config");

const INITIAL: WarehouseConfig = { security_policy: "DATA_ACCESS_CONTROL", enable_serverless_compute: true };

const get: Behaviour = (_request, call) => {
  requireWorkspaceAdmin(call);
  return warehouseConfigs.get(call, []) ?? INITIAL;
};

/** Replaces the configuration. */
const set: Behaviour<WarehouseConfig> = (request, call) => {
  requireWorkspaceAdmin(call);
  warehouseConfigs.put(call, [], { ...INITIAL, ...request });
  return undefined;
};

export const warehouseConfigService: Service = {
  "sql.Warehouses.GetWorkspaceWarehouseConfig": get,
  "sql.Warehouses.SetWorkspaceWarehouseConfig": set,
};
