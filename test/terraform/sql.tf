# What depends on it is deleted before it. Alerts answer with /Workspace before the path, whatever was sent.
resource "databricks_directory" "sql" {
  path             = "/Workspace/Shared/terraform-sql"
  delete_recursive = true
}

resource "databricks_query" "choices" {
  display_name = "Choices"
  warehouse_id = databricks_sql_endpoint.this.id
  query_text   = "SELECT 'a' AS name, 1 AS value"
  parent_path  = databricks_directory.sql.path
}

resource "databricks_query" "everything" {
  display_name     = var.query.name
  description      = var.comment
  warehouse_id     = databricks_sql_endpoint.this.id
  query_text       = var.query.text
  parent_path      = databricks_directory.sql.path
  catalog          = var.query.catalog
  schema           = "default"
  tags             = var.query.tags
  apply_auto_limit = var.query.limit
  run_as_mode      = "OWNER"

  parameter {
    name  = "text"
    title = "Text"
    text_value {
      value = var.query.tags[0]
    }
  }
  parameter {
    name = "number"
    numeric_value {
      value = var.alert.threshold
    }
  }
  parameter {
    name = "day"
    date_value {
      date_value = "2025-01-31"
    }
  }
  parameter {
    name = "now"
    date_value {
      dynamic_date_value = "NOW"
      precision          = "MINUTE_PRECISION"
    }
  }
  parameter {
    name = "days"
    date_range_value {
      precision = "MINUTE_PRECISION"
      date_range_value {
        start = "2025-01-01 00:00"
        end   = "2025-01-31 12:30"
      }
    }
  }
  parameter {
    name = "lately"
    date_range_value {
      dynamic_date_range_value = "LAST_7_DAYS"
      start_day_of_week        = 1
    }
  }
  parameter {
    name = "choice"
    enum_value {
      enum_options = "a\nb\nc"
      values       = ["a", "b"]
      multi_values_options {
        prefix    = "'"
        suffix    = "'"
        separator = ","
      }
    }
  }
  parameter {
    name = "asked"
    query_backed_value {
      query_id = databricks_query.choices.id
      values   = ["1"]
    }
  }
}

resource "databricks_alert_v2" "value" {
  display_name       = var.alert.name
  custom_summary     = var.comment
  custom_description = var.comment
  query_text         = var.query.text
  warehouse_id       = databricks_sql_endpoint.this.id
  parent_path        = databricks_directory.sql.path
  evaluation = {
    source              = { name = "value", aggregation = var.alert.aggregation, display = "Value" }
    comparison_operator = var.alert.operator
    threshold           = { value = { double_value = var.alert.threshold } }
    empty_result_state  = var.alert.when_empty
    notification = {
      notify_on_ok      = var.alert.notify_on_ok
      retrigger_seconds = var.alert.retrigger_seconds
      subscriptions = [
        { destination_id = databricks_notification_destination.email.id },
        { user_email = var.e_mail[0] },
      ]
    }
  }
  schedule = {
    quartz_cron_schedule = var.alert.cron
    timezone_id          = var.alert.zone
    pause_status         = var.alert.pause_status
  }
}

# As little as an alert can be declared with.
resource "databricks_alert_v2" "least" {
  display_name    = "Least"
  query_text      = "SELECT 1 AS value"
  warehouse_id    = databricks_sql_endpoint.this.id
  parent_path     = databricks_directory.sql.path
  purge_on_delete = true
  evaluation = {
    source              = { name = "value" }
    comparison_operator = "GREATER_THAN"
    threshold           = { column = { name = "floor" } }
  }
  schedule = {
    quartz_cron_schedule = "0 0 6 * * ?"
    timezone_id          = "UTC"
  }
}

resource "databricks_alert" "legacy" {
  display_name         = var.alert.name
  query_id             = databricks_query.choices.id
  parent_path          = databricks_directory.sql.path
  custom_subject       = var.comment
  custom_body          = var.comment
  notify_on_ok         = var.alert.notify_on_ok
  seconds_to_retrigger = var.alert.retrigger_seconds
  condition {
    op                 = var.alert.operator
    empty_result_state = var.alert.when_empty
    operand {
      column {
        name = "value"
      }
    }
    threshold {
      value {
        # The provider leaves a 0 out here.
        double_value = var.alert.threshold + 1
      }
    }
  }
}

resource "databricks_dashboard" "metrics" {
  display_name      = var.dashboard.name
  warehouse_id      = databricks_sql_endpoint.this.id
  parent_path       = databricks_directory.sql.path
  embed_credentials = var.dashboard.embed_credentials
  dataset_catalog   = var.query.catalog
  dataset_schema    = "default"
  # In the form that the service answers with, to the newline at its end. In any other the provider, after a change of
  # another attribute, remembers the sum of the answer instead of this text's, and the next plan is not empty.
  serialized_dashboard = "${jsonencode({
    pages = [{ name = "metrics", displayName = var.dashboard.name, pageType = "PAGE_TYPE_CANVAS" }]
    datasets = [{
      name        = "metrics"
      displayName = "Metrics"
      queryLines  = [var.query.text]
      catalog     = var.query.catalog
      schema      = "default"
    }]
  })}\n"
}

# Its directory is not there: the provider makes it, and leaves it behind for the one around it to delete.
resource "databricks_dashboard" "elsewhere" {
  display_name         = "Elsewhere"
  warehouse_id         = databricks_sql_endpoint.this.id
  parent_path          = "${databricks_directory.sql.path}/made/on/the/way"
  serialized_dashboard = "{\"pages\": []}"
}

resource "databricks_permissions" "query" {
  sql_query_id = databricks_query.everything.id
  access_control {
    group_name       = "users"
    permission_level = var.sql_permission
  }
}

resource "databricks_permissions" "alert" {
  alert_v2_id = databricks_alert_v2.value.id
  access_control {
    group_name       = "users"
    permission_level = var.sql_permission
  }
}

resource "databricks_permissions" "legacy_alert" {
  sql_alert_id = databricks_alert.legacy.id
  access_control {
    group_name       = "users"
    permission_level = var.sql_permission
  }
}

resource "databricks_permissions" "dashboard" {
  dashboard_id = databricks_dashboard.metrics.id
  access_control {
    group_name       = "users"
    permission_level = var.sql_permission
  }
}
