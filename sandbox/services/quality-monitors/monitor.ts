import type { TableInfo } from "../../authority/unity-catalog/infos";
import { type Call, notFound, type OfWorkspaces, type Store } from "../../control-plane";
import { outOfServerlessReach } from "../account/serverless-reach";
import { tableDependents } from "../unity-catalog/dependents";

/** What a monitor makes of a table of requests and predictions. */
export interface InferenceLog {
  granularities: string[];
  timestamp_col: string;
  model_id_col: string;
  prediction_col: string;
  prediction_proba_col?: string;
  label_col?: string;
  problem_type: "PROBLEM_TYPE_CLASSIFICATION" | "PROBLEM_TYPE_REGRESSION";
}

/** What it makes of any table whose rows have times. */
export interface TimeSeries {
  granularities: string[];
  timestamp_col: string;
}

export interface CustomMetric {
  name: string;
  type: "CUSTOM_METRIC_TYPE_AGGREGATE" | "CUSTOM_METRIC_TYPE_DERIVED" | "CUSTOM_METRIC_TYPE_DRIFT";
  /** Columns of the table, or `:table` for a metric over several. */
  input_columns: string[];
  /** A template of a SQL expression. */
  definition: string;
  output_data_type: string;
}

export interface MonitorSchedule {
  quartz_cron_expression: string;
  timezone_id: string;
  /** Only read: whoever sends it is not heeded. */
  pause_status?: string;
}

interface Destination {
  email_addresses?: string[];
}

/** What an update replaces as a whole. Exactly one of `inference_log`, `time_series` and `snapshot` is there. */
export interface MonitorSettings {
  inference_log?: InferenceLog;
  time_series?: TimeSeries;
  snapshot?: object;
  baseline_table_name?: string;
  slicing_exprs?: string[];
  custom_metrics?: CustomMetric[];
  schedule?: MonitorSchedule;
  notifications?: { on_failure?: Destination; on_new_classification_tag_detected?: Destination };
  data_classification_config?: { enabled?: boolean };
}

/** The monitor of one table. */
export interface QualityMonitor {
  settings: MonitorSettings;
  /** The workspace folder for what it draws; never changed. */
  assets_dir?: string;
  output_schema_name: string;
  profile_metrics_table_name: string;
  drift_metrics_table_name: string;
  /** 1 for a new one; counts its changes. */
  monitor_version: number;
  /** Where it was created: only from there may it be changed. */
  workspaceId: number;
  createdBy: string;
  /** Milliseconds since 1970. */
  changedAt: number;
  dashboard: DashboardWishes;
}

/** How its dashboard was asked for. The sandbox draws none. */
export interface DashboardWishes {
  skip_builtin_dashboard?: boolean;
  warehouse_id?: string;
}

/** By the table's id. */
export const qualityMonitors = tableDependents.collection<QualityMonitor>("quality-monitors.monitor");

export function existingMonitor(store: Store, table: TableInfo): QualityMonitor {
  const monitor = store.get(qualityMonitors, table.table_id);
  if (!monitor) throw notFound(`Table '${table.full_name}' has no monitor.`);
  return monitor;
}

/** How long a monitor is pending after a change, in milliseconds: long enough to be seen, short enough to wait for. */
const PENDING = 1000;

export const isPending = ({ changedAt }: QualityMonitor, now: number): boolean => now - changedAt < PENDING;

/** How a monitor is. What measures runs on serverless compute: where that does not reach the table, it fails. */
export function monitorStatus(
  call: Call,
  table: TableInfo,
  monitor: QualityMonitor,
): { status: "PENDING" | "ACTIVE" | "ERROR"; failure?: string } {
  if (isPending(monitor, call.store.now())) return { status: "PENDING" };
  const failure = table.storage_location && outOfServerlessReach(call, table.storage_location);
  return failure ? { status: "ERROR", failure } : { status: "ACTIVE" };
}

/** Those that were created in a workspace go with it. */
export const monitorsOfWorkspaces: OfWorkspaces = {
  forget(store, workspaceId) {
    for (const { key, value } of store.list(qualityMonitors)) {
      if (value.workspaceId === workspaceId) store.delete(qualityMonitors, key);
    }
  },
};
