resource "databricks_storage_credential" "this" {
  name           = "terraform-storage"
  metastore_id   = databricks_metastore_assignment.this.metastore_id
  owner          = "platform-admins"
  comment        = var.comment
  isolation_mode = "ISOLATION_MODE_ISOLATED"
  force_destroy  = false

  azure_managed_identity {
    access_connector_id = "${var.resource_group}/providers/Microsoft.Databricks/accessConnectors/terraform"
  }
}

resource "databricks_external_location" "catalog" {
  name            = "terraform-catalog"
  metastore_id    = databricks_metastore_assignment.this.metastore_id
  owner           = "platform-admins"
  comment         = var.comment
  url             = "abfss://catalog@terraformlake.dfs.core.windows.net/"
  credential_name = databricks_storage_credential.this.name
  isolation_mode  = "ISOLATION_MODE_ISOLATED"
  force_destroy   = false

  # The service's default is true.
  enable_file_events = false
}

resource "databricks_external_location" "files" {
  name            = "terraform-files"
  metastore_id    = databricks_metastore_assignment.this.metastore_id
  url             = "abfss://files@terraformlake.dfs.core.windows.net/"
  credential_name = databricks_storage_credential.this.name
  read_only       = true

  enable_file_events = false
}

resource "databricks_catalog" "this" {
  name           = "terraform"
  metastore_id   = databricks_metastore_assignment.this.metastore_id
  owner          = "platform-admins"
  comment        = var.comment
  storage_root   = databricks_external_location.catalog.url
  isolation_mode = var.catalog_isolation
  force_destroy  = false
  properties     = { purpose = var.comment }
}

resource "databricks_workspace_binding" "reader" {
  securable_type = "catalog"
  securable_name = databricks_catalog.this.name
  workspace_id   = databricks_metastore_assignment.reader.workspace_id
  binding_type   = "BINDING_TYPE_READ_ONLY"
}

resource "databricks_schema" "features" {
  catalog_name = databricks_catalog.this.name
  name         = "features"
  comment      = var.comment
  properties   = { stage = "features" }
}

resource "databricks_volume" "managed" {
  catalog_name = databricks_catalog.this.name
  schema_name  = databricks_schema.features.name
  name         = "artefacts"
  volume_type  = "MANAGED"
  comment      = var.comment
}

resource "databricks_volume" "external" {
  catalog_name     = databricks_catalog.this.name
  schema_name      = databricks_schema.features.name
  name             = "raw"
  volume_type      = "EXTERNAL"
  storage_location = "${databricks_external_location.files.url}raw"
  comment          = var.comment
}

resource "databricks_grants" "credential" {
  storage_credential = databricks_storage_credential.this.name

  grant {
    principal  = databricks_service_principal.deployment.application_id
    privileges = ["ALL_PRIVILEGES", "MANAGE"]
  }
}

resource "databricks_grants" "location" {
  external_location = databricks_external_location.catalog.name

  grant {
    principal  = databricks_service_principal.deployment.application_id
    privileges = ["ALL_PRIVILEGES", "MANAGE"]
  }
}

resource "databricks_grants" "catalog" {
  catalog = databricks_catalog.this.name

  grant {
    principal  = data.databricks_group.data_scientists.display_name
    privileges = var.catalog_privileges
  }
  grant {
    principal  = databricks_group.runners.display_name
    privileges = ["USE_CATALOG", "BROWSE"]
  }
}

resource "databricks_grants" "schema" {
  schema = databricks_schema.features.id

  grant {
    principal  = databricks_group.runners.display_name
    privileges = var.schema_privileges
  }
}

resource "databricks_grants" "volume" {
  volume = databricks_volume.managed.id

  grant {
    principal  = databricks_group.runners.display_name
    privileges = var.volume_privileges
  }
}
