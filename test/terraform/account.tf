resource "databricks_metastore_assignment" "this" {
  provider     = databricks.account
  workspace_id = var.workspace_id
  metastore_id = var.metastore_id
}

# A catalog can be bound only to workspaces of its metastore.
resource "databricks_metastore_assignment" "reader" {
  provider     = databricks.account
  workspace_id = var.reader_workspace_id
  metastore_id = var.metastore_id
}

# Groups of people come from the directory.
data "databricks_group" "data_scientists" {
  provider     = databricks.account
  display_name = "data-scientists"
  recursive    = false
}

resource "databricks_group" "runners" {
  provider     = databricks.account
  display_name = "terraform-runners"
}

resource "databricks_service_principal" "deployment" {
  provider       = databricks.account
  application_id = "4c0f3f0a-1d7e-4e59-8a55-2f3a0b9d7e01"
  display_name   = "terraform-deployment"
  # By default one of the account is only deactivated, and its application cannot be added again.
  disable_as_user_deletion = false
}

resource "databricks_service_principal" "runner" {
  provider       = databricks.account
  application_id = "4c0f3f0a-1d7e-4e59-8a55-2f3a0b9d7e02"
  display_name   = "terraform-runner"
  # By default one of the account is only deactivated, and its application cannot be added again.
  disable_as_user_deletion = false
}

resource "databricks_group_member" "runner" {
  provider  = databricks.account
  group_id  = databricks_group.runners.id
  member_id = databricks_service_principal.runner.id
}

resource "databricks_service_principal_federation_policy" "github" {
  provider             = databricks.account
  service_principal_id = tonumber(databricks_service_principal.deployment.id)
  policy_id            = "github"
  description          = var.comment
  oidc_policy = {
    issuer        = "https://token.actions.githubusercontent.com"
    audiences     = [var.account_id]
    subject       = var.subject
    subject_claim = "sub"
  }
}

resource "databricks_mws_permission_assignment" "data_scientists" {
  provider     = databricks.account
  workspace_id = var.workspace_id
  principal_id = data.databricks_group.data_scientists.id
  permissions  = ["USER"]
}

resource "databricks_mws_permission_assignment" "runners" {
  provider     = databricks.account
  workspace_id = var.workspace_id
  principal_id = databricks_group.runners.id
  permissions  = [var.workspace_permission]
}

resource "databricks_mws_permission_assignment" "deployment" {
  provider     = databricks.account
  workspace_id = var.workspace_id
  principal_id = databricks_service_principal.deployment.id
  permissions  = ["ADMIN"]
}

resource "databricks_budget_policy" "this" {
  provider              = databricks.account
  policy_name           = "terraform"
  binding_workspace_ids = [var.workspace_id]
  custom_tags = [
    { key = "environment", value = "terraform" },
    { key = "comment", value = var.comment },
  ]
}

resource "databricks_mws_network_connectivity_config" "this" {
  provider = databricks.account
  name     = "terraform"
  region   = "westeurope"
}

resource "databricks_mws_ncc_binding" "this" {
  provider     = databricks.account
  workspace_id = var.workspace_id
  network_connectivity_config_id = coalesce(
    var.standing_connectivity,
    databricks_mws_network_connectivity_config.this.network_connectivity_config_id,
  )
}

resource "databricks_mws_ncc_private_endpoint_rule" "storage" {
  provider                       = databricks.account
  network_connectivity_config_id = databricks_mws_network_connectivity_config.this.network_connectivity_config_id
  resource_id                    = "${var.resource_group}/providers/Microsoft.Storage/storageAccounts/terraformlake"
  group_id                       = "dfs"
}
