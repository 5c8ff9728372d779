import { Access } from "../../authority/unity-catalog/access";
import type { TableInfo } from "../../authority/unity-catalog/infos";
import { securables, tableRef } from "../../authority/unity-catalog/securables";
import {
  ApiError,
  applyMask,
  type Behaviour,
  type Call,
  invalidParameter,
  notFound,
  type Service,
} from "../../control-plane";
import { type DataProfiling, profilingOf, settingsOf } from "./data-profiling";
import { outputSchema } from "./metric-tables";
import { existingMonitor, type MonitorSettings, monitorStatus } from "./monitor";
import { createMonitor, deleteMonitor, updateMonitor } from "./monitors";
import { noRefresh, notYet, requireRefreshable } from "./refreshes";

interface ObjectAddress {
  object_type: string;
  /** A table's `table_id`. */
  object_id: string;
}

type GivenProfiling = DataProfiling & {
  output_schema_id: string;
  assets_dir?: string;
  skip_builtin_dashboard?: boolean;
  warehouse_id?: string;
};

interface GivenMonitor extends ObjectAddress {
  data_profiling_config?: GivenProfiling;
  anomaly_detection_config?: object;
}

/** The full name of the table that is addressed. */
function tableNameOf(call: Call, { object_type: type, object_id: id }: ObjectAddress): string {
  if (type === "schema") {
    throw new ApiError(
      501,
      "NOT_IMPLEMENTED",
      "The sandbox has no anomaly detection: it monitors tables, not schemas.",
    );
  }
  if (type !== "table") throw invalidParameter(`object_type must be schema or table, got '${type}'.`);
  const found = call.store.find(securables.table, ({ table_id }) => table_id === id);
  if (!found) throw notFound(`Table with id '${id}' does not exist.`);
  return found.key;
}

function schemaNameOf(call: Call, id: string): string {
  const found = call.store.find(securables.schema, ({ schema_id }) => schema_id === id);
  if (!found) throw notFound(`Schema with id '${id}' does not exist.`);
  return found.key;
}

function profilingIn({
  data_profiling_config: profiling,
  anomaly_detection_config: anomaly,
}: GivenMonitor): GivenProfiling {
  if (profiling && !anomaly) return profiling;
  throw invalidParameter("A monitor of a table has data_profiling_config, and no anomaly_detection_config.");
}

function shown(call: Call, table: TableInfo): object {
  const monitor = existingMonitor(call.store, table);
  const schema = call.store.get(securables.schema, outputSchema(monitor.output_schema_name).name);
  const { status, failure } = monitorStatus(call, table, monitor);
  const { assets_dir, dashboard, monitor_version, profile_metrics_table_name, drift_metrics_table_name } = monitor;
  return {
    object_type: "table",
    object_id: table.table_id,
    data_profiling_config: {
      ...profilingOf(monitor),
      ...dashboard,
      ...(assets_dir === undefined ? {} : { assets_dir }),
      output_schema_id: schema?.schema_id ?? "",
      profile_metrics_table_name,
      drift_metrics_table_name,
      monitor_version,
      monitored_table_name: table.full_name,
      ...(failure === undefined ? {} : { latest_monitor_failure_message: failure }),
      status: `DATA_PROFILING_STATUS_${status}`,
    },
  };
}

const create: Behaviour<{ monitor: GivenMonitor }> = ({ monitor: given }, call) => {
  const name = tableNameOf(call, given);
  const profiling = profilingIn(given);
  const { assets_dir: assetsDirectory, skip_builtin_dashboard, warehouse_id } = profiling;
  const table = createMonitor(call, name, {
    settings: settingsOf(profiling),
    outputSchema: schemaNameOf(call, profiling.output_schema_id),
    ...(assetsDirectory === undefined ? {} : { assetsDirectory }),
    dashboard: {
      ...(skip_builtin_dashboard === undefined ? {} : { skip_builtin_dashboard }),
      ...(warehouse_id ? { warehouse_id } : {}),
    },
  });
  return shown(call, table);
};

const get: Behaviour<ObjectAddress> = (address, call) => {
  const name = tableNameOf(call, address);
  return shown(call, Access.of(call).visible(tableRef(name), "SELECT"));
};

const PROFILING = "data_profiling_config";

/** The members of the profiling configuration that the mask names; undefined for all. */
function profilingMask(mask: string): string | undefined {
  const paths = mask.split(",").map((path) => path.trim());
  if (paths.some((path) => path === "*" || path === PROFILING)) return undefined;
  const members = paths.filter((path) => path.startsWith(`${PROFILING}.`)).map((path) => path.split(".")[1]);
  if (members.length === 0) throw invalidParameter(`Invalid update mask: '${mask}' names nothing of ${PROFILING}.`);
  return members.join(",");
}

const UPDATABLE = [
  "inference_log",
  "time_series",
  "snapshot",
  "baseline_table_name",
  "slicing_exprs",
  "custom_metrics",
  "schedule",
  "notification_settings",
] as const satisfies (keyof DataProfiling)[];

const update: Behaviour<ObjectAddress & { monitor: GivenMonitor; update_mask: string }> = (request, call) => {
  const name = tableNameOf(call, request);
  const wanted = profilingIn(request.monitor);
  const table = Access.of(call).existing(tableRef(name));
  const before: DataProfiling = profilingOf(existingMonitor(call.store, table));
  const after = applyMask<DataProfiling>(before, wanted, profilingMask(request.update_mask), UPDATABLE);
  const settings: MonitorSettings = settingsOf(after);
  return shown(call, updateMonitor(call, name, settings, schemaNameOf(call, wanted.output_schema_id)));
};

const deletion: Behaviour<ObjectAddress> = (address, call) => {
  deleteMonitor(call, tableNameOf(call, address));
  return undefined;
};

const createRefresh: Behaviour<ObjectAddress> = (address, call) => {
  const name = tableNameOf(call, address);
  requireRefreshable(call, name);
  throw notYet(`A refresh of the monitor of '${name}'`);
};

const listRefreshes: Behaviour<ObjectAddress> = (address, call) => {
  existingMonitor(call.store, Access.of(call).visible(tableRef(tableNameOf(call, address)), "SELECT"));
  return { refreshes: [] };
};

const getRefresh: Behaviour<ObjectAddress & { refresh_id: number }> = ({ refresh_id: id, ...address }, call) => {
  const name = tableNameOf(call, address);
  existingMonitor(call.store, Access.of(call).visible(tableRef(name), "SELECT"));
  throw noRefresh(id, name);
};

/** The newer address of the same monitors. Listing them is refused as not implemented by the service, too. */
export const dataQualityService: Service = {
  "dataquality.DataQuality.CreateMonitor": create,
  "dataquality.DataQuality.GetMonitor": get,
  "dataquality.DataQuality.UpdateMonitor": update,
  "dataquality.DataQuality.DeleteMonitor": deletion,
  "dataquality.DataQuality.CreateRefresh": createRefresh,
  "dataquality.DataQuality.ListRefresh": listRefreshes,
  "dataquality.DataQuality.GetRefresh": getRefresh,
};
