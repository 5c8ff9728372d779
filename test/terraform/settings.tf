# Settings by service; as with the single ones, changed.tfvars has another value for each.

variable "job" {
  type = object({
    name            = optional(string, "terraform-training")
    cron            = optional(string, "0 0 6 ? * MON-FRI")
    pause_status    = optional(string, "PAUSED")
    concurrent_runs = optional(number, 1)
    timeout_seconds = optional(number, 3600)
    tag             = optional(string, "research")
    parameter       = optional(string, "first")
    workers         = optional(number, 1)
    retries         = optional(number, 1)
    interval        = optional(number, 6)
    branch          = optional(string, "main")
    permission      = optional(string, "CAN_VIEW")
  })
  default = {}
}

variable "model" {
  type = object({
    comment    = optional(string, "Who will be late.")
    owner      = optional(string, "platform-admins")
    privileges = optional(set(string), ["EXECUTE"])
  })
  default = {}
}

variable "experiment" {
  type = object({
    name  = optional(string, "/Shared/terraform-experiment")
    level = optional(string, "CAN_READ")
  })
  default = {}
}

variable "serving" {
  type = object({
    size               = optional(string, "Small")
    challenger_version = optional(string, "1")
    challenger_traffic = optional(number, 10)
    usage              = optional(bool, true)
    calls              = optional(number, 100)
    tag                = optional(string, "terraform")
    scale_to_zero      = optional(bool, true)
    organisation       = optional(string, "lakestage")
    pii                = optional(string, "BLOCK")
    units              = optional(number, 50)
    permission         = optional(string, "CAN_VIEW")
  })
  default = {}
}

variable "monitor" {
  type = object({
    slice       = optional(string, "late > 0")
    definition  = optional(string, "avg(late)")
    cron        = optional(string, "0 0 8 * * ?")
    granularity = optional(string, "1 hour")
    zone        = optional(string, "UTC")
  })
  default = {}
}

variable "database" {
  type = object({
    capacity       = optional(string, "CU_1")
    retention_days = optional(number, 14)
    permission     = optional(string, "CAN_USE")
  })
  default = {}
}

variable "file" {
  type = object({
    content    = optional(string, "first\n")
    permission = optional(string, "CAN_READ")
  })
  default = {}
}

variable "git" {
  type = object({
    branch   = optional(string, "main")
    username = optional(string, "lakestage-terraform")
    tag      = optional(string, "v1")
    patterns = optional(list(string), ["pipelines"])
  })
  default = {}
}

variable "query" {
  type = object({
    name    = optional(string, "Everything")
    text    = optional(string, "SELECT 1 AS value")
    catalog = optional(string, "first")
    tags    = optional(list(string), ["first"])
    limit   = optional(bool, true)
  })
  default = {}
}

variable "alert" {
  type = object({
    name              = optional(string, "Value fell")
    aggregation       = optional(string, "MIN")
    operator          = optional(string, "LESS_THAN")
    threshold         = optional(number, 0)
    when_empty        = optional(string, "OK")
    notify_on_ok      = optional(bool, false)
    retrigger_seconds = optional(number, 0)
    cron              = optional(string, "0 0 6 * * ?")
    zone              = optional(string, "Europe/Berlin")
    pause_status      = optional(string, "PAUSED")
  })
  default = {}
}

variable "dashboard" {
  type = object({
    name              = optional(string, "Metrics")
    embed_credentials = optional(bool, false)
  })
  default = {}
}

variable "sql_permission" {
  type    = string
  default = "CAN_READ"
}
