resource "databricks_registered_model" "this" {
  name         = "Late"
  catalog_name = databricks_schema.features.catalog_name
  schema_name  = databricks_schema.features.name
  comment      = var.model.comment
  owner        = var.model.owner
}

resource "databricks_grants" "model" {
  model = databricks_registered_model.this.id

  grant {
    principal  = data.databricks_group.data_scientists.display_name
    privileges = var.model.privileges
  }
}

resource "databricks_mlflow_experiment" "plain" {
  name = "/Workspace/Shared/terraform-plain"
}

resource "databricks_mlflow_experiment" "this" {
  name              = var.experiment.name
  artifact_location = "dbfs:${databricks_volume.managed.volume_path}"

  tags {
    key   = "team"
    value = "growth"
  }

  # The service adds tags of its own, and the provider wants to take them away: whoever says tags says this, too.
  lifecycle {
    ignore_changes = [tags]
  }
}

resource "databricks_permissions" "experiment" {
  experiment_id = databricks_mlflow_experiment.this.id

  access_control {
    group_name       = data.databricks_group.data_scientists.display_name
    permission_level = var.experiment.level
  }
}
