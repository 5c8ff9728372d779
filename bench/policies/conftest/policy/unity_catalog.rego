package main

import rego.v1

everybody := {"account users", "users"}

deny contains finding("LSGRANT004", grants, "grants to everybody") if {
	some grants in resources.databricks_grants
	some grant in grants.values.grant
	lower(grant.principal) in everybody
}

deny contains finding("LSGRANT005", grants, "grants to one person") if {
	some grants in resources.databricks_grants
	some grant in grants.values.grant
	contains(grant.principal, "@")
}

deny contains finding("LSGRANT012", catalog, "is open to every workspace") if {
	some catalog in resources.databricks_catalog
	catalog.values.isolation_mode != "ISOLATED"
}

deny contains finding("LSGRANT012", securable, "is open to every workspace") if {
	some type in ["databricks_external_location", "databricks_storage_credential"]
	some securable in resources[type]
	securable.values.isolation_mode != "ISOLATION_MODE_ISOLATED"
}

deny contains finding("LSGRANT020", location, "falls back to a cluster's own credentials") if {
	some location in resources.databricks_external_location
	location.values.fallback == true
}

deny contains finding("LSGRANT021", volume, "is not managed") if {
	some volume in resources.databricks_volume
	volume.values.volume_type != "MANAGED"
}

deny contains finding("LSPROT003", securable, "is deleted with what is in it") if {
	some type in ["databricks_catalog", "databricks_schema", "databricks_external_location"]
	some securable in resources[type]
	production(securable)
	securable.values.force_destroy == true
}
