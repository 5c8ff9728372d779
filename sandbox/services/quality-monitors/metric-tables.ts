import type { Access } from "../../authority/unity-catalog/access";
import type { TableInfo } from "../../authority/unity-catalog/infos";
import { type SecurableRef, schemaRef, tableRef } from "../../authority/unity-catalog/securables";
import { type Call, invalidParameter } from "../../control-plane";
import { column, columnNamed, type GivenColumn } from "../unity-catalog/table-columns";
import { createManagedTable, requireCreateTable } from "../unity-catalog/tables";
import type { MonitorSettings } from "./monitor";

export interface MetricTables {
  profile_metrics_table_name: string;
  drift_metrics_table_name: string;
}

/** The schema that metric tables go to. @throws INVALID_PARAMETER_VALUE for anything but two names with a dot. */
export function outputSchema(name: string): SecurableRef<"schema"> {
  if (!/^[^.]+\.[^.]+$/.test(name)) {
    throw invalidParameter(`output_schema_name '${name}' is not a schema's full name: expected <catalog>.<schema>.`);
  }
  return schemaRef(name);
}

/**
 * Makes both tables; those that an earlier monitor of the table left are used again.
 * @throws ApiError unless the schema exists and the caller may create tables in it.
 */
export function createMetricTables(
  call: Call,
  access: Access,
  table: TableInfo,
  { schema, settings }: { schema: string; settings: MonitorSettings },
): MetricTables {
  const output = outputSchema(schema);
  requireCreateTable(access, output);
  const names = {
    profile_metrics_table_name: `${output.name}.${table.name}_profile_metrics`,
    drift_metrics_table_name: `${output.name}.${table.name}_drift_metrics`,
  };
  createMissing(names.profile_metrics_table_name, profileColumns(table, settings));
  createMissing(names.drift_metrics_table_name, driftColumns(table, settings));
  return names;

  function createMissing(fullName: string, columns: GivenColumn[]): void {
    if (!access.find(tableRef(fullName))) createManagedTable(call, { fullName, columns });
  }
}

const WINDOW = "struct<start:timestamp,end:timestamp>";
const STATISTIC = "struct<statistic:double,pvalue:double>";
const ONE_VS_ALL = "map<string,double>";

/** The slice, the column and the window that a row is about. */
function keyColumns(table: TableInfo, { inference_log: log }: MonitorSettings): GivenColumn[] {
  return [
    column("granularity", "string"),
    ...(log ? [modelColumn(table, log.model_id_col)] : []),
    column("slice_key", "string"),
    column("slice_value", "string"),
    column("column_name", "string"),
    column("data_type", "string"),
    column("monitor_version", "bigint"),
  ];
}

const modelColumn = (table: TableInfo, name: string): GivenColumn =>
  column(name, columnNamed(table.columns, name)?.type_text ?? "string");

function profileColumns(table: TableInfo, settings: MonitorSettings): GivenColumn[] {
  const { problem_type: problem } = settings.inference_log ?? {};
  return [
    column("window", WINDOW),
    column("log_type", "string"),
    column("logging_table_commit_version", "int"),
    ...keyColumns(table, settings),
    ...of("bigint", "count", "num_nulls", "num_zeros", "num_nan", "distinct_count"),
    ...of("double", "avg", "min", "max", "stddev", "median", "min_length", "max_length", "avg_length"),
    ...of("double", "percent_nan", "percent_null", "percent_zeros", "percent_distinct"),
    column("quantiles", "array<double>"),
    column("frequent_items", "array<struct<item:string,count:bigint>>"),
    column("non_null_columns", "array<string>"),
    ...(problem === "PROBLEM_TYPE_CLASSIFICATION" ? CLASSIFICATION : []),
    ...(problem === "PROBLEM_TYPE_REGRESSION" ? REGRESSION : []),
    ...customColumns(settings, ["CUSTOM_METRIC_TYPE_AGGREGATE", "CUSTOM_METRIC_TYPE_DERIVED"]),
  ];
}

function driftColumns(table: TableInfo, settings: MonitorSettings): GivenColumn[] {
  return [
    column("window", WINDOW),
    column("window_cmp", WINDOW),
    column("drift_type", "string"),
    ...keyColumns(table, settings),
    ...of("double", "count_delta", "avg_delta", "percent_null_delta", "percent_zeros_delta", "percent_distinct_delta"),
    column("non_null_columns_delta", "struct<added:int,missing:int>"),
    ...of(STATISTIC, "chi_squared_test", "ks_test"),
    ...of("double", "tv_distance", "l_infinity_distance", "js_distance", "wasserstein_distance"),
    column("population_stability_index", "double"),
    ...customColumns(settings, ["CUSTOM_METRIC_TYPE_DRIFT"]),
  ];
}

const of = (type: string, ...names: string[]): GivenColumn[] => names.map((name) => column(name, type));

const CLASSIFICATION: readonly GivenColumn[] = [
  column("accuracy_score", "double"),
  column("confusion_matrix", "array<struct<prediction:string,label:string,count:bigint>>"),
  ...of(ONE_VS_ALL, "precision", "recall", "f1_score", "false_positive_rate"),
  ...of("double", "log_loss", "roc_auc_score"),
];

const REGRESSION: readonly GivenColumn[] = of(
  "double",
  "mean_squared_error",
  "root_mean_squared_error",
  "mean_average_error",
  "mean_absolute_percentage_error",
  "r2_score",
);

/** The type of a custom metric is Spark's JSON, of which only numbers are told apart from text here. */
function customColumns({ custom_metrics: metrics = [] }: MonitorSettings, types: readonly string[]): GivenColumn[] {
  return metrics
    .filter(({ type }) => types.includes(type))
    .map(({ name, output_data_type: type }) => column(name, /double|float/i.test(type) ? "double" : "string"));
}
