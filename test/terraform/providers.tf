terraform {
  required_providers {
    databricks = {
      source = "databricks/databricks"
    }
  }
}

# The token is in the environment, as DATABRICKS_TOKEN.
provider "databricks" {
  alias      = "account"
  host       = var.account_host
  account_id = var.account_id
}

provider "databricks" {
  host = var.workspace_host
}
