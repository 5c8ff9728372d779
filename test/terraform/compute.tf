resource "databricks_cluster_policy" "jobs" {
  name                  = "terraform-jobs"
  description           = var.comment
  max_clusters_per_user = 3
  definition = jsonencode({
    cluster_type              = { type = "fixed", value = "job" }
    data_security_mode        = { type = "fixed", value = "SINGLE_USER" }
    node_type_id              = { type = "allowlist", values = ["Standard_D4ds_v5"], defaultValue = "Standard_D4ds_v5" }
    num_workers               = { type = "range", maxValue = var.max_workers, isOptional = true }
    "custom_tags.environment" = { type = "fixed", value = "terraform" }
  })
}

resource "databricks_permissions" "jobs" {
  cluster_policy_id = databricks_cluster_policy.jobs.id

  access_control {
    group_name       = data.databricks_group.data_scientists.display_name
    permission_level = "CAN_USE"
  }

  depends_on = [databricks_mws_permission_assignment.data_scientists]
}

resource "databricks_sql_endpoint" "this" {
  name                      = "terraform"
  cluster_size              = var.warehouse_size
  min_num_clusters          = 1
  max_num_clusters          = 2
  auto_stop_mins            = var.auto_stop_minutes
  enable_photon             = true
  enable_serverless_compute = false
  spot_instance_policy      = "RELIABILITY_OPTIMIZED"
  warehouse_type            = "PRO"
  no_wait                   = true

  channel {
    name = "CHANNEL_NAME_CURRENT"
  }
  tags {
    custom_tags {
      key   = "environment"
      value = "terraform"
    }
  }
}

resource "databricks_permissions" "warehouse" {
  sql_endpoint_id = databricks_sql_endpoint.this.id

  access_control {
    group_name       = data.databricks_group.data_scientists.display_name
    permission_level = var.warehouse_permission
  }
  access_control {
    group_name       = databricks_group.runners.display_name
    permission_level = "CAN_MONITOR"
  }

  depends_on = [
    databricks_mws_permission_assignment.data_scientists,
    databricks_mws_permission_assignment.runners,
  ]
}
