# Another value for every setting that can change without its resource being made anew.
comment              = "Changed by an independent client."
catalog_isolation    = "OPEN"
catalog_privileges   = ["USE_CATALOG", "BROWSE"]
max_workers          = 8
warehouse_size       = "X-Small"
auto_stop_minutes    = 20
allowed_networks     = ["203.0.113.0/24", "198.51.100.17"]
results_downloading  = true
sql_access           = false
workspace_permission = "ADMIN"
workspace_admins     = "RESTRICT_TOKENS_AND_JOB_RUN_AS"
subject              = "repo:lakestage-example/mlops:environment:changed"
e_mail               = ["ml-platform@lakestage.example", "on-call@lakestage.example"]
secret               = "second-value"
schema_privileges    = ["USE_SCHEMA", "SELECT"]
volume_privileges    = ["READ_VOLUME"]
warehouse_permission = "CAN_MONITOR"
users_of_runner      = ["groups/platform-admins", "groups/ml-engineers"]
sql_permission       = "CAN_RUN"
orders_host          = "moved.lakestage.example"

job = {
  name            = "terraform-training-changed"
  cron            = "0 30 7 1 * ?"
  pause_status    = "UNPAUSED"
  concurrent_runs = 2
  timeout_seconds = 7200
  tag             = "production"
  parameter       = "second"
  workers         = 2
  retries         = 0
  interval        = 12
  branch          = "release"
  permission      = "CAN_MANAGE_RUN"
}

model = {
  comment    = "Who will be very late."
  owner      = "ml-engineers"
  privileges = ["EXECUTE", "APPLY_TAG"]
}

experiment = {
  name  = "/Shared/terraform-experiment-changed"
  level = "CAN_EDIT"
}

serving = {
  size               = "Medium"
  challenger_version = "2"
  challenger_traffic = 40
  usage              = false
  calls              = 200
  tag                = "changed"
  scale_to_zero      = false
  organisation       = "another"
  pii                = "NONE"
  units              = 100
  permission         = "CAN_QUERY"
}

monitor = {
  slice       = "late > 1"
  definition  = "max(late)"
  cron        = "0 30 9 * * ?"
  granularity = "30 minutes"
  zone        = "Europe/Berlin"
}

database = {
  capacity       = "CU_2"
  retention_days = 7
  permission     = "CAN_MANAGE"
}

file = {
  content    = "second\n"
  permission = "CAN_EDIT"
}

git = {
  tag      = "v2"
  patterns = ["pipelines", "projects"]
  branch   = "release"
  username = "lakestage-changed"
}

query = {
  name    = "Everything, changed"
  text    = "SELECT 2 AS value"
  catalog = "second"
  tags    = ["second", "third"]
  limit   = false
}

alert = {
  name              = "Value changed"
  aggregation       = "MAX"
  operator          = "GREATER_THAN_OR_EQUAL"
  threshold         = 0.5
  when_empty        = "TRIGGERED"
  notify_on_ok      = true
  retrigger_seconds = 3600
  cron              = "0 30 7 ? * MON-FRI"
  zone              = "UTC"
  pause_status      = "UNPAUSED"
}

dashboard = {
  name              = "Metrics, changed"
  embed_credentials = true
}
