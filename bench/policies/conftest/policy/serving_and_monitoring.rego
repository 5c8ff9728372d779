package main

import rego.v1

deny contains finding("LSSERV001", endpoint, "keeps no requests and answers") if {
	some endpoint in resources.databricks_model_serving
	not keeps_requests(endpoint)
}

keeps_requests(endpoint) if {
	some gateway in endpoint.values.ai_gateway
	some table in gateway.inference_table_config
	table.enabled
}

deny contains finding("LSSERV008", endpoint, "takes any number of calls") if {
	some endpoint in resources.databricks_model_serving
	not bounds_calls(endpoint)
}

bounds_calls(endpoint) if {
	some gateway in endpoint.values.ai_gateway
	count(gateway.rate_limits) > 0
}

deny contains finding("LSSERV009", endpoint, "is not counted") if {
	some endpoint in resources.databricks_model_serving
	not is_counted(endpoint)
}

is_counted(endpoint) if {
	some gateway in endpoint.values.ai_gateway
	some tracking in gateway.usage_tracking_config
	tracking.enabled
}

deny contains finding("LSCOST008", warehouse, "never stops") if {
	some warehouse in resources.databricks_sql_endpoint
	not stops(warehouse)
}

stops(warehouse) if {
	warehouse.values.auto_stop_mins > 0
	warehouse.values.auto_stop_mins <= 120
}

deny contains finding("LSCOST011", warehouse, "is not of the type PRO") if {
	some warehouse in resources.databricks_sql_endpoint
	warehouse.values.warehouse_type != "PRO"
}

deny contains finding("LSMON001", monitor, "does not run by the clock") if {
	some monitor in resources.databricks_quality_monitor
	count(object.get(monitor.values, "schedule", [])) == 0
}

deny contains finding("LSMON003", alert, "tells nobody") if {
	some alert in resources.databricks_alert_v2
	count(object.get(alert.values.evaluation, ["notification", "subscriptions"], [])) == 0
}

deny contains finding("LSMON008", alert, "takes silence for health") if {
	some alert in resources.databricks_alert_v2
	alert.values.evaluation.empty_result_state == "OK"
}
