/** The most addresses that hear of a monitor's refreshes that fail. */
export const MOST_LISTENERS = 5;

/** What the template of a custom metric may have filled in: docs.databricks.com, "Use custom metrics with data profiling". */
export const METRIC_PARAMETERS = ["input_column", "prediction_col", "label_col", "current_df", "base_df"] as const;

/** Of these the columns of an inference log. */
export const OF_AN_INFERENCE_LOG: readonly string[] = ["prediction_col", "label_col"];

/** Of these the two windows that drift is between. */
export const WINDOWS: readonly string[] = ["current_df", "base_df"];

/** Columns that both tables of a monitor have anyway: no metric can be called so. */
const OF_BOTH = ["window", "granularity", "monitor_version", "slice_key", "slice_value", "column_name", "data_type"];

/** Columns of a monitor's profile table, where aggregate and derived metrics go: "Data profiling metric tables". */
export const PROFILE_COLUMNS: readonly string[] = [
  ...[...OF_BOTH, "log_type", "logging_table_commit_version", "count", "num_nulls", "avg", "quantiles", "min", "max"],
  ...["stddev", "num_zeros", "num_nan", "min_size", "max_size", "avg_size", "min_length", "max_length", "avg_length"],
  ...["non_null_columns", "frequent_items", "median", "distinct_count", "percent_nan", "percent_null"],
  ...["percent_zeros", "percent_distinct", "model_id_col", "accuracy_score", "confusion_matrix", "precision", "recall"],
  ...["f1_score", "log_loss", "roc_auc_score", "mean_squared_error", "root_mean_squared_error"],
  ...["mean_average_error", "mean_absolute_percentage_error", "r2_score"],
];

/** Columns of a monitor's drift table, where drift metrics go. */
export const DRIFT_COLUMNS: readonly string[] = [
  ...[...OF_BOTH, "window_cmp", "drift_type", "count_delta", "avg_delta", "percent_null_delta", "percent_zeros_delta"],
  ...["percent_distinct_delta", "non_null_columns_delta", "js_distance", "ks_test", "wasserstein_distance"],
  ...["population_stability_index", "chi_squared_test", "tv_distance", "l_infinity_distance"],
];
