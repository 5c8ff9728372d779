package main

import rego.v1

DAY := 24 * 60 * 60

deny contains finding("LSJOB001", job, "does not run as a service principal") if {
	some job in resources.databricks_job
	not runs_as_service_principal(job)
}

runs_as_service_principal(job) if {
	some identity in job.values.run_as
	object.get(identity, "service_principal_name", null) != null
}

deny contains finding("LSJOB002", job, "may run for longer than a day") if {
	some job in resources.databricks_job
	not ends_within_a_day(job)
}

ends_within_a_day(job) if {
	job.values.timeout_seconds > 0
	job.values.timeout_seconds <= DAY
}

deny contains finding("LSMON003", job, "tells nobody when it fails") if {
	some job in resources.databricks_job
	production(job)
	not tells_of_failure(job)
}

tells_of_failure(job) if {
	some notifications in job.values.webhook_notifications
	count(notifications.on_failure) > 0
}

tells_of_failure(job) if {
	some notifications in job.values.email_notifications
	count(notifications.on_failure) > 0
}

deny contains finding("LSJOB007", job, "is paused") if {
	some job in resources.databricks_job
	production(job)
	some kind in ["schedule", "trigger", "continuous"]
	some start in job.values[kind]
	start.pause_status == "PAUSED"
}

deny contains finding("LSJOB008", job, "has several runs at a time") if {
	some job in resources.databricks_job
	object.get(job.values, "max_concurrent_runs", 1) > 1
}

deny contains finding("LSJOB014", job, "runs on a cluster of somebody else's") if {
	some job in resources.databricks_job
	some task in job.values.task
	object.get(task, "existing_cluster_id", null) != null
}
