# Another value for every setting that can change without its resource being made anew.
comment              = "Changed by an independent client."
catalog_isolation    = "OPEN"
catalog_privileges   = ["USE_CATALOG", "BROWSE"]
max_workers          = 8
warehouse_size       = "X-Small"
auto_stop_minutes    = 20
allowed_networks     = ["203.0.113.0/24", "198.51.100.7"]
results_downloading  = true
sql_access           = false
workspace_permission = "ADMIN"
subject              = "repo:lakestage-example/mlops:environment:changed"
e_mail               = ["ml-platform@lakestage.example", "on-call@lakestage.example"]
secret               = "second-value"
