variable "account_host" {
  type = string
}

variable "account_id" {
  type = string
}

variable "workspace_host" {
  type = string
}

variable "workspace_id" {
  type = number
}

variable "reader_workspace_id" {
  description = "Another workspace, which is to read the catalog."
  type        = number
}

variable "metastore_id" {
  type = string
}

variable "resource_group" {
  description = "Id of the resource group that the connector, the storage and the vault are in."
  type        = string
}

variable "standing_connectivity" {
  description = "Id of a network connectivity to attach to the workspace instead of the one made here."
  type        = string
  default     = ""
}

# What pipelines have made before: Terraform makes neither versions nor tables.

variable "pipelines_schema" {
  description = <<-EOT
    Full name of a schema with a registered model, `late`, of which versions 1 and 2 are ready, and with the tables
    `predictions`, `baseline`, `readings` and `lookups`, all of the same columns.
  EOT
  type        = string
}

variable "baseline_table_id" {
  type = string
}

# What a second apply changes: see changed.tfvars.

variable "comment" {
  type    = string
  default = "Made by an independent client."
}

variable "catalog_isolation" {
  type    = string
  default = "ISOLATED"
}

variable "catalog_privileges" {
  type    = set(string)
  default = ["USE_CATALOG", "USE_SCHEMA", "SELECT", "BROWSE"]
}

variable "max_workers" {
  type    = number
  default = 4
}

variable "warehouse_size" {
  type    = string
  default = "2X-Small"
}

variable "auto_stop_minutes" {
  type    = number
  default = 10
}

variable "allowed_networks" {
  type    = list(string)
  default = ["198.51.100.0/24"]
}

variable "results_downloading" {
  type    = bool
  default = false
}

variable "sql_access" {
  type    = bool
  default = true
}

variable "workspace_admins" {
  type    = string
  default = "ALLOW_ALL"
}

variable "workspace_permission" {
  type    = string
  default = "USER"
}

variable "subject" {
  description = "Who may act as the service principal."
  type        = string
  default     = "repo:lakestage-example/mlops:environment:terraform"
}

variable "e_mail" {
  type    = list(string)
  default = ["ml-platform@lakestage.example"]
}

variable "secret" {
  type      = string
  default   = "first-value"
  sensitive = true
}

variable "schema_privileges" {
  type    = set(string)
  default = ["USE_SCHEMA", "SELECT", "MODIFY", "CREATE_TABLE"]
}

variable "volume_privileges" {
  type    = set(string)
  default = ["READ_VOLUME", "WRITE_VOLUME"]
}

variable "warehouse_permission" {
  type    = string
  default = "CAN_USE"
}

variable "users_of_runner" {
  description = "Who may make something run as the runner."
  type        = set(string)
  default     = ["groups/platform-admins"]
}

variable "orders_host" {
  type    = string
  default = "orders.lakestage.example"
}
