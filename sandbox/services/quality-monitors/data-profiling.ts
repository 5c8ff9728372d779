import type {
  CustomMetric,
  InferenceLog,
  MonitorSchedule,
  MonitorSettings,
  QualityMonitor,
  TimeSeries,
} from "./monitor";

/** A monitor's settings in the words of the data quality API. */
export interface DataProfiling {
  inference_log?: {
    granularities: string[];
    timestamp_column: string;
    model_id_column: string;
    prediction_column: string;
    label_column?: string;
    problem_type: `INFERENCE_${InferenceLog["problem_type"]}`;
  };
  time_series?: { granularities: string[]; timestamp_column: string };
  snapshot?: object;
  baseline_table_name?: string;
  slicing_exprs?: string[];
  custom_metrics?: (Omit<CustomMetric, "type"> & { type: `DATA_PROFILING_${CustomMetric["type"]}` })[];
  schedule?: MonitorSchedule;
  notification_settings?: { on_failure?: { email_addresses?: string[] } };
}

export function settingsOf(profiling: DataProfiling): MonitorSettings {
  const { inference_log: log, time_series: times, snapshot, custom_metrics: metrics, schedule } = profiling;
  const { baseline_table_name, slicing_exprs, notification_settings: notifications } = profiling;
  return {
    ...(log ? { inference_log: inferenceLogOf(log) } : {}),
    ...(times ? { time_series: timeSeriesOf(times) } : {}),
    ...(snapshot ? { snapshot } : {}),
    ...(baseline_table_name ? { baseline_table_name } : {}),
    ...(slicing_exprs ? { slicing_exprs } : {}),
    ...(metrics ? { custom_metrics: metrics.map((metric) => ({ ...metric, type: METRIC_TYPES[metric.type] })) } : {}),
    ...(schedule ? { schedule } : {}),
    ...(notifications ? { notifications } : {}),
  };
}

export function profilingOf({ settings }: QualityMonitor): DataProfiling {
  const { inference_log: log, time_series: times, snapshot, custom_metrics: metrics, schedule } = settings;
  const { baseline_table_name, slicing_exprs, notifications } = settings;
  return {
    ...(log ? { inference_log: shownLog(log) } : {}),
    ...(times ? { time_series: shownTimes(times) } : {}),
    ...(snapshot ? { snapshot } : {}),
    ...(baseline_table_name ? { baseline_table_name } : {}),
    ...(slicing_exprs ? { slicing_exprs } : {}),
    ...(metrics
      ? { custom_metrics: metrics.map((metric) => ({ ...metric, type: `DATA_PROFILING_${metric.type}` as const })) }
      : {}),
    ...(schedule ? { schedule: { ...schedule, pause_status: "CRON_SCHEDULE_PAUSE_STATUS_UNPAUSED" } } : {}),
    ...(notifications
      ? { notification_settings: notifications.on_failure ? { on_failure: notifications.on_failure } : {} }
      : {}),
  };
}

const METRIC_TYPES = {
  DATA_PROFILING_CUSTOM_METRIC_TYPE_AGGREGATE: "CUSTOM_METRIC_TYPE_AGGREGATE",
  DATA_PROFILING_CUSTOM_METRIC_TYPE_DERIVED: "CUSTOM_METRIC_TYPE_DERIVED",
  DATA_PROFILING_CUSTOM_METRIC_TYPE_DRIFT: "CUSTOM_METRIC_TYPE_DRIFT",
} as const;

const PROBLEM_TYPES = {
  INFERENCE_PROBLEM_TYPE_CLASSIFICATION: "PROBLEM_TYPE_CLASSIFICATION",
  INFERENCE_PROBLEM_TYPE_REGRESSION: "PROBLEM_TYPE_REGRESSION",
} as const;

const GRANULARITY = "AGGREGATION_GRANULARITY_";

/** `AGGREGATION_GRANULARITY_2_WEEKS` is `2 weeks`. */
const granularityOf = (name: string): string => name.slice(GRANULARITY.length).toLowerCase().replace("_", " ");

/** The older API also has `2 week(s)`, and `1 weeks`. */
function shownGranularity(granularity: string): string {
  const [count = "", unit = ""] = granularity.replace("week(s)", "weeks").split(" ");
  return `${GRANULARITY}${count}_${(count === "1" ? unit.replace(/s$/, "") : unit).toUpperCase()}`;
}

function timeSeriesOf({ granularities, timestamp_column }: NonNullable<DataProfiling["time_series"]>): TimeSeries {
  return { granularities: granularities.map(granularityOf), timestamp_col: timestamp_column };
}

function shownTimes({ granularities, timestamp_col }: TimeSeries): NonNullable<DataProfiling["time_series"]> {
  return { granularities: granularities.map(shownGranularity), timestamp_column: timestamp_col };
}

function inferenceLogOf(log: NonNullable<DataProfiling["inference_log"]>): InferenceLog {
  return {
    ...timeSeriesOf(log),
    model_id_col: log.model_id_column,
    prediction_col: log.prediction_column,
    ...(log.label_column ? { label_col: log.label_column } : {}),
    problem_type: PROBLEM_TYPES[log.problem_type],
  };
}

function shownLog(log: InferenceLog): NonNullable<DataProfiling["inference_log"]> {
  return {
    ...shownTimes(log),
    model_id_column: log.model_id_col,
    prediction_column: log.prediction_col,
    ...(log.label_col ? { label_column: log.label_col } : {}),
    problem_type: `INFERENCE_${log.problem_type}`,
  };
}
