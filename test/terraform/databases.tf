resource "databricks_schema" "online" {
  catalog_name = databricks_catalog.this.name
  name         = "online"
}

resource "databricks_database_instance" "this" {
  name                        = "terraform-database"
  capacity                    = var.database.capacity
  node_count                  = 2
  enable_readable_secondaries = true
  retention_window_in_days    = var.database.retention_days
  stopped                     = false
  purge_on_delete             = true
  custom_tags                 = [{ key = "environment", value = var.database.capacity }]
}

resource "databricks_permissions" "database" {
  database_instance_name = databricks_database_instance.this.name

  access_control {
    group_name       = "users"
    permission_level = var.database.permission
  }
}

resource "databricks_database_synced_database_table" "this" {
  name                   = "${databricks_schema.online.id}.flights_online"
  database_instance_name = databricks_database_instance.this.name
  logical_database_name  = "databricks_postgres"
  spec = {
    source_table_full_name             = "${var.pipelines_schema}.predictions"
    primary_key_columns                = ["flight"]
    timeseries_key                     = "at"
    scheduling_policy                  = "TRIGGERED"
    create_database_objects_if_missing = true
    new_pipeline_spec = {
      storage_catalog = databricks_schema.online.catalog_name
      storage_schema  = databricks_schema.online.name
    }
  }
}

resource "databricks_database_synced_database_table" "shared" {
  name                   = "${databricks_schema.online.id}.flights_again"
  database_instance_name = databricks_database_instance.this.name
  logical_database_name  = "databricks_postgres"
  spec = {
    source_table_full_name             = "${var.pipelines_schema}.predictions"
    primary_key_columns                = ["flight"]
    scheduling_policy                  = "TRIGGERED"
    create_database_objects_if_missing = true
    existing_pipeline_id               = databricks_database_synced_database_table.this.data_synchronization_status.pipeline_id
  }
}

resource "databricks_online_store" "this" {
  name               = "terraform-online-store"
  capacity           = var.database.capacity
  read_replica_count = 1
}
