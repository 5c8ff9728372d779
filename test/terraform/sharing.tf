# What a platform team sets up besides: other data sources, other services, other organisations.

resource "databricks_credential" "vision" {
  name           = "terraform-vision"
  purpose        = "SERVICE"
  owner          = "platform-admins"
  comment        = var.comment
  isolation_mode = "ISOLATION_MODE_ISOLATED"
  force_destroy  = false

  azure_managed_identity {
    access_connector_id = "${var.resource_group}/providers/Microsoft.Databricks/accessConnectors/terraform"
  }

  depends_on = [databricks_metastore_assignment.this]
}

resource "databricks_grants" "vision" {
  credential = databricks_credential.vision.id

  grant {
    principal  = data.databricks_group.data_scientists.display_name
    privileges = ["ACCESS"]
  }
}

resource "databricks_connection" "orders" {
  name            = "terraform-orders"
  connection_type = "POSTGRESQL"
  owner           = "platform-admins"
  comment         = "The shop's orders."

  options = {
    host     = var.orders_host
    port     = "5432"
    user     = "reader"
    password = "of-nobody"
  }

  depends_on = [databricks_metastore_assignment.this]
}

resource "databricks_grants" "orders" {
  foreign_connection = databricks_connection.orders.name

  grant {
    principal  = data.databricks_group.data_scientists.display_name
    privileges = ["USE_CONNECTION"]
  }
}

resource "databricks_catalog" "orders" {
  name            = "terraform_orders"
  connection_name = databricks_connection.orders.name
  options         = { database = "orders" }
}

resource "databricks_recipient" "partner" {
  name                               = "terraform-partner"
  comment                            = var.comment
  authentication_type                = "DATABRICKS"
  data_recipient_global_metastore_id = "azure:northeurope:00000000-0000-4000-8000-000000000001"

  depends_on = [databricks_metastore_assignment.this]
}

resource "databricks_share" "artefacts" {
  name    = "terraform-artefacts"
  comment = var.comment

  object {
    name             = databricks_schema.features.id
    data_object_type = "SCHEMA"
  }
}

resource "databricks_grants" "share" {
  share = databricks_share.artefacts.name

  grant {
    principal  = databricks_recipient.partner.name
    privileges = ["SELECT"]
  }
}
