resource "databricks_entitlements" "data_scientists" {
  group_id              = data.databricks_group.data_scientists.id
  workspace_access      = true
  databricks_sql_access = var.sql_access
  allow_cluster_create  = false

  depends_on = [databricks_mws_permission_assignment.data_scientists]
}

resource "databricks_workspace_conf" "this" {
  custom_config = {
    enableIpAccessLists      = "true"
    enableResultsDownloading = tostring(var.results_downloading)
  }
}

resource "databricks_restrict_workspace_admins_setting" "this" {
  restrict_workspace_admins {
    status = var.workspace_admins
  }
}

resource "databricks_ip_access_list" "allowed" {
  label        = "terraform"
  list_type    = "ALLOW"
  ip_addresses = var.allowed_networks

  depends_on = [databricks_workspace_conf.this]
}

resource "databricks_secret_scope" "own" {
  name = "terraform"
}

resource "databricks_secret_scope" "vault" {
  name = "terraform-vault"

  keyvault_metadata {
    resource_id = "${var.resource_group}/providers/Microsoft.KeyVault/vaults/terraform-vault"
    dns_name    = "https://terraform-vault.vault.azure.net/"
  }
}

resource "databricks_secret" "password" {
  scope        = databricks_secret_scope.own.name
  key          = "password"
  string_value = var.secret
}

resource "databricks_secret_acl" "data_scientists" {
  scope      = databricks_secret_scope.own.name
  principal  = data.databricks_group.data_scientists.display_name
  permission = "READ"

  depends_on = [databricks_mws_permission_assignment.data_scientists]
}

resource "databricks_directory" "shared" {
  path = "/Shared/terraform"
}

resource "databricks_notification_destination" "email" {
  display_name = "terraform-email"

  config {
    email {
      addresses = var.e_mail
    }
  }
}

resource "databricks_notification_destination" "slack" {
  display_name = "terraform-slack"

  config {
    slack {
      url = "https://hooks.slack.com/services/T0/B0/${var.secret}"
    }
  }
}

resource "databricks_notification_destination" "teams" {
  display_name = "terraform-teams"

  config {
    microsoft_teams {
      url = "https://lakestage.webhook.office.com/${var.secret}"
    }
  }
}

resource "databricks_notification_destination" "webhook" {
  display_name = "terraform-webhook"

  config {
    generic_webhook {
      url      = "https://alerts.lakestage.example/hook"
      username = "lakestage"
      password = var.secret
    }
  }
}
