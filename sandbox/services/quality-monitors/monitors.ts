import { Access } from "../../authority/unity-catalog/access";
import type { TableInfo } from "../../authority/unity-catalog/infos";
import { tableRef } from "../../authority/unity-catalog/securables";
import {
  alreadyExists,
  type Behaviour,
  type Call,
  invalidParameter,
  permissionDenied,
  type Service,
  workspaceIdOf,
} from "../../control-plane";
import { createMetricTables } from "./metric-tables";
import {
  type DashboardWishes,
  existingMonitor,
  type MonitorSettings,
  monitorStatus,
  type QualityMonitor,
  qualityMonitors,
} from "./monitor";
import { requireAssetsDirectory, requireSettings, requireWarehouse } from "./monitor-checks";

/** What a new monitor is made from. */
export interface NewMonitor {
  settings: MonitorSettings;
  /** Absolute path in the workspace. */
  assetsDirectory?: string;
  outputSchema: string;
  dashboard: DashboardWishes;
}

/** The table, if it exists and the caller may monitor it: who manages it and may read it. */
function monitorableTable(access: Access, name: string): TableInfo {
  const ref = tableRef(name);
  const table = access.managed(ref);
  access.require("SELECT", ref);
  return table;
}

/** Lets a table be monitored. @throws RESOURCE_ALREADY_EXISTS when it is. */
export function createMonitor(call: Call, tableName: string, wanted: NewMonitor): TableInfo {
  const access = Access.of(call);
  const table = monitorableTable(access, tableName);
  if (call.store.has(qualityMonitors, table.table_id)) {
    throw alreadyExists(`A monitor for table '${table.full_name}' already exists.`);
  }
  const { settings, assetsDirectory, outputSchema: schema, dashboard } = wanted;
  if (assetsDirectory !== undefined) requireAssetsDirectory(assetsDirectory);
  if (dashboard.warehouse_id) requireWarehouse(call, dashboard.warehouse_id);
  requireSettings(access, table, settings);
  call.store.put(qualityMonitors, table.table_id, {
    settings,
    ...(assetsDirectory === undefined ? {} : { assets_dir: assetsDirectory }),
    dashboard,
    output_schema_name: schema,
    ...createMetricTables(call, access, table, { schema, settings }),
    monitor_version: 1,
    workspaceId: workspaceIdOf(call),
    createdBy: call.principal.name,
    changedAt: call.store.now(),
  });
  return table;
}

/** Replaces a monitor's settings; in another schema it makes metric tables anew. */
export function updateMonitor(call: Call, tableName: string, settings: MonitorSettings, schema?: string): TableInfo {
  const access = Access.of(call);
  const table = monitorableTable(access, tableName);
  const before = changeableMonitor(call, table);
  if (before.createdBy !== call.principal.name) {
    throw permissionDenied(`Only ${before.createdBy}, who created the monitor of '${table.full_name}', can change it.`);
  }
  requireSettings(access, table, settings);
  const moved = schema !== undefined && schema.toLowerCase() !== before.output_schema_name.toLowerCase();
  call.store.put(qualityMonitors, table.table_id, {
    ...before,
    settings,
    ...(moved ? { output_schema_name: schema, ...createMetricTables(call, access, table, { schema, settings }) } : {}),
    monitor_version: before.monitor_version + 1,
    changedAt: call.store.now(),
  });
  return table;
}

/** Its metric tables stay. */
export function deleteMonitor(call: Call, tableName: string): void {
  const table = managedTable(call, tableName);
  changeableMonitor(call, table);
  call.store.delete(qualityMonitors, table.table_id);
}

/** The table, if the caller manages it. */
export const managedTable = (call: Call, name: string): TableInfo => Access.of(call).managed(tableRef(name));

/** The monitor, if it was created in the called workspace. */
export function changeableMonitor(call: Call, table: TableInfo): QualityMonitor {
  const monitor = existingMonitor(call.store, table);
  if (monitor.workspaceId !== workspaceIdOf(call)) {
    throw permissionDenied(
      `The monitor of '${table.full_name}' was created in workspace ${monitor.workspaceId}: only from there can it be changed.`,
    );
  }
  return monitor;
}

/** What the API says about a table's monitor. */
function shown(call: Call, table: TableInfo): object {
  const monitor = existingMonitor(call.store, table);
  const { settings, workspaceId, createdBy, changedAt, dashboard, ...outputs } = monitor;
  const { schedule } = settings;
  const { status, failure } = monitorStatus(call, table, monitor);
  return {
    ...settings,
    ...(schedule ? { schedule: { ...schedule, pause_status: "UNPAUSED" } } : {}),
    ...outputs,
    table_name: table.full_name,
    ...(failure === undefined ? {} : { latest_monitor_failure_msg: failure }),
    status: `MONITOR_STATUS_${status}`,
  };
}

type CreateRequest = MonitorSettings & {
  table_name: string;
  assets_dir: string;
  output_schema_name: string;
  warehouse_id?: string;
  skip_builtin_dashboard?: boolean;
  latest_monitor_failure_msg?: string;
};

const create: Behaviour<CreateRequest> = (request, call) => {
  const {
    table_name: name,
    assets_dir: assetsDirectory,
    output_schema_name: outputSchema,
    warehouse_id,
    skip_builtin_dashboard,
    latest_monitor_failure_msg: failure,
    ...settings
  } = request;
  if (failure) throw invalidParameter("latest_monitor_failure_msg is set by the service only.");
  const dashboard = {
    ...(warehouse_id ? { warehouse_id } : {}),
    ...(skip_builtin_dashboard ? { skip_builtin_dashboard } : {}),
  };
  return shown(call, createMonitor(call, name, { settings, assetsDirectory, outputSchema, dashboard }));
};

const get: Behaviour<{ table_name: string }> = ({ table_name: name }, call) =>
  shown(call, Access.of(call).visible(tableRef(name), "SELECT"));

type UpdateRequest = MonitorSettings & {
  table_name: string;
  output_schema_name: string;
  dashboard_id?: string;
  latest_monitor_failure_msg?: string;
};

const update: Behaviour<UpdateRequest> = (request, call) => {
  const {
    table_name: name,
    output_schema_name: schema,
    dashboard_id: _dashboard,
    latest_monitor_failure_msg: _failure,
    ...settings
  } = request;
  return shown(call, updateMonitor(call, name, settings, schema));
};

const deletion: Behaviour<{ table_name: string }> = ({ table_name: name }, call) => {
  deleteMonitor(call, name);
  return {};
};

export const monitorsService: Service = {
  "catalog.QualityMonitors.Create": create,
  "catalog.QualityMonitors.Get": get,
  "catalog.QualityMonitors.Update": update,
  "catalog.QualityMonitors.Delete": deletion,
};
