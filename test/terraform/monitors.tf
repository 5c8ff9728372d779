# A monitor leaves its metric tables behind.
resource "databricks_schema" "metrics" {
  catalog_name  = databricks_catalog.this.name
  name          = "metrics"
  force_destroy = true
}

resource "databricks_directory" "monitoring" {
  path             = "/Shared/terraform-monitoring"
  delete_recursive = true
}

resource "databricks_quality_monitor" "this" {
  table_name             = "${var.pipelines_schema}.predictions"
  assets_dir             = databricks_directory.monitoring.path
  output_schema_name     = databricks_schema.metrics.id
  skip_builtin_dashboard = true
  warehouse_id           = databricks_sql_endpoint.this.id
  baseline_table_name    = "${var.pipelines_schema}.baseline"
  slicing_exprs          = [var.monitor.slice]

  inference_log {
    granularities  = [var.monitor.granularity, "1 day"]
    timestamp_col  = "at"
    model_id_col   = "model"
    prediction_col = "prediction"
    label_col      = "late"
    problem_type   = "PROBLEM_TYPE_CLASSIFICATION"
  }
  custom_metrics {
    name             = "late_share"
    type             = "CUSTOM_METRIC_TYPE_AGGREGATE"
    input_columns    = [":table"]
    definition       = var.monitor.definition
    output_data_type = jsonencode({ type = "struct", fields = [{ name = "output", type = "double", nullable = true, metadata = {} }] })
  }
  schedule {
    quartz_cron_expression = var.monitor.cron
    timezone_id            = var.monitor.zone
  }
  notifications {
    on_failure {
      email_addresses = var.e_mail
    }
  }
}

resource "databricks_quality_monitor" "time_series" {
  table_name             = "${var.pipelines_schema}.readings"
  assets_dir             = databricks_directory.monitoring.path
  output_schema_name     = databricks_schema.metrics.id
  skip_builtin_dashboard = true

  time_series {
    granularities = [var.monitor.granularity]
    timestamp_col = "at"
  }
}

# As little as a monitor can be declared with.
resource "databricks_quality_monitor" "snapshot" {
  table_name         = "${var.pipelines_schema}.lookups"
  assets_dir         = databricks_directory.monitoring.path
  output_schema_name = databricks_schema.metrics.id

  snapshot {}
}

resource "databricks_data_quality_monitor" "this" {
  object_type = "table"
  object_id   = var.baseline_table_id

  data_profiling_config = {
    output_schema_id       = databricks_schema.metrics.schema_id
    assets_dir             = databricks_directory.monitoring.path
    skip_builtin_dashboard = true
    slicing_exprs          = [var.monitor.slice]
    time_series = {
      granularities    = ["AGGREGATION_GRANULARITY_1_DAY", "AGGREGATION_GRANULARITY_2_WEEKS"]
      timestamp_column = "at"
    }
    schedule = {
      quartz_cron_expression = var.monitor.cron
      timezone_id            = var.monitor.zone
    }
    notification_settings = {
      on_failure = { email_addresses = var.e_mail }
    }
    custom_metrics = [{
      name             = "late_share"
      type             = "DATA_PROFILING_CUSTOM_METRIC_TYPE_AGGREGATE"
      input_columns    = [":table"]
      definition       = var.monitor.definition
      output_data_type = jsonencode({ type = "struct", fields = [{ name = "output", type = "double", nullable = true, metadata = {} }] })
    }]
  }
}
