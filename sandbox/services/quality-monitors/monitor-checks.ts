import type { Access } from "../../authority/unity-catalog/access";
import type { TableInfo } from "../../authority/unity-catalog/infos";
import { tableRef } from "../../authority/unity-catalog/securables";
import { type Call, invalidParameter } from "../../control-plane";
import { requireCron } from "../schedules/quartz-cron";
import { requireColumn } from "../unity-catalog/table-columns";
import { warehouses } from "../workspace/warehouses";
import type { CustomMetric, InferenceLog, MonitorSettings, TimeSeries } from "./monitor";

const PROFILES = ["inference_log", "time_series", "snapshot"] as const;

/** `2 week(s)` is an older spelling of `2 weeks`. */
const GRANULARITY = /^(5 minutes|30 minutes|1 hour|1 day|[1-4] week(s|\(s\))?|1 month|1 year)$/;
const MOST_ADDRESSES = 5;
const TABLE_WIDE = ":table";

/** @throws ApiError unless a monitor of `table` can have these settings. */
export function requireSettings(access: Access, table: TableInfo, settings: MonitorSettings): void {
  const given = PROFILES.filter((profile) => settings[profile] !== undefined);
  if (given.length !== 1) {
    throw invalidParameter(`A monitor has exactly one of ${PROFILES.join(", ")}; got ${given.join(", ") || "none"}.`);
  }
  if (settings.inference_log) requireInferenceLog(table, settings.inference_log);
  if (settings.time_series) requireTimes("time_series", table, settings.time_series);
  if (settings.baseline_table_name) requireBaseline(access, settings.baseline_table_name);
  if (settings.slicing_exprs?.some((expression) => expression.trim() === "")) {
    throw invalidParameter("slicing_exprs has an empty expression.");
  }
  requireMetrics(table, settings.custom_metrics ?? []);
  if (settings.schedule) requireCron(settings.schedule.quartz_cron_expression, settings.schedule.timezone_id);
  for (const destination of Object.values(settings.notifications ?? {})) {
    requireAddresses(destination?.email_addresses ?? []);
  }
}

/** @throws ApiError unless the called workspace has the warehouse. */
export function requireWarehouse(call: Call, id: string): void {
  if (warehouses.has(call, id)) return;
  throw invalidParameter(`warehouse_id ${id} is not the id of a SQL warehouse of this workspace.`);
}

/** @throws ApiError unless it is the path of a folder in the workspace's tree. */
export function requireAssetsDirectory(path: string): void {
  if (!/^\/[^/]/.test(path)) {
    throw invalidParameter(
      `assets_dir '${path}' is not an absolute path in the workspace, such as /Shared/monitoring.`,
    );
  }
}

function requireInferenceLog(table: TableInfo, log: InferenceLog): void {
  requireTimes("inference_log", table, log);
  for (const member of ["model_id_col", "prediction_col", "prediction_proba_col", "label_col"] as const) {
    const name = log[member];
    if (name !== undefined && name !== "") requireColumn(table, name, `inference_log.${member}`);
  }
}

function requireTimes(path: string, table: TableInfo, { granularities, timestamp_col }: TimeSeries): void {
  requireColumn(table, timestamp_col, `${path}.timestamp_col`);
  if (granularities.length === 0) throw invalidParameter(`${path}.granularities needs at least one granularity.`);
  for (const granularity of granularities) {
    if (GRANULARITY.test(granularity)) continue;
    throw invalidParameter(
      `Granularity '${granularity}' in ${path}.granularities is not one of 5 minutes, 30 minutes, 1 hour, 1 day, ` +
        "1 to 4 weeks, 1 month, 1 year.",
    );
  }
}

function requireBaseline(access: Access, name: string): void {
  access.usable(tableRef(name), "SELECT");
}

function requireMetrics(table: TableInfo, metrics: readonly CustomMetric[]): void {
  const names = new Set<string>();
  for (const { name, definition, input_columns: columns } of metrics) {
    if (!/^\w+$/.test(name)) {
      throw invalidParameter(`Custom metric '${name}' names a column: use letters, digits and underscores only.`);
    }
    if (names.has(name)) throw invalidParameter(`Custom metric '${name}' is there more than once.`);
    names.add(name);
    if (definition.trim() === "") throw invalidParameter(`Custom metric '${name}' has no definition.`);
    if (columns.length === 0) throw invalidParameter(`Custom metric '${name}' needs at least one of input_columns.`);
    for (const column of columns) {
      if (column !== TABLE_WIDE) requireColumn(table, column, `input_columns of custom metric '${name}'`);
    }
  }
}

function requireAddresses(addresses: readonly string[]): void {
  if (addresses.length > MOST_ADDRESSES) {
    throw invalidParameter(`At most ${MOST_ADDRESSES} email_addresses can be notified, got ${addresses.length}.`);
  }
  const wrong = addresses.find((address) => !/^[^@\s]+@[^@\s]+$/.test(address));
  if (wrong !== undefined) throw invalidParameter(`'${wrong}' is not an email address.`);
}
