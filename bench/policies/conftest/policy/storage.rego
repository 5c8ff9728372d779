package main

import rego.v1

deny contains finding("LSSTOR001", account, "takes shared keys") if {
	some account in resources.azurerm_storage_account
	object.get(account.values, "shared_access_key_enabled", true)
}

deny contains finding("LSSTOR002", account, "answers over HTTP, too") if {
	some account in resources.azurerm_storage_account
	account.values.https_traffic_only_enabled == false
}

deny contains finding("LSSTOR003", account, "speaks TLS older than 1.2") if {
	some account in resources.azurerm_storage_account
	not account.values.min_tls_version in {"TLS1_2", "TLS1_3"}
}

deny contains finding("LSSTOR004", account, "lets containers be opened to everybody") if {
	some account in resources.azurerm_storage_account
	object.get(account.values, "allow_nested_items_to_be_public", true)
}

deny contains finding("LSSTOR005", container, "is open to everybody") if {
	some container in resources.azurerm_storage_container
	object.get(container.values, "container_access_type", "private") != "private"
}

deny contains finding("LSSTOR006", account, "lets the internet in") if {
	some account in resources.azurerm_storage_account
	object.get(account.values, "public_network_access_enabled", true)
	not storage_firewall_closed(account)
}

storage_firewall_closed(account) if {
	some rules in account.values.network_rules
	rules.default_action == "Deny"
}

deny contains finding("LSSTOR011", account, "has local users or SFTP") if {
	some account in resources.azurerm_storage_account
	some door in ["local_user_enabled", "sftp_enabled"]
	account.values[door] == true
}

deny contains finding("LSSTOR012", account, "has no hierarchical namespace") if {
	some account in resources.azurerm_storage_account
	not account.values.is_hns_enabled
}

deny contains finding("LSSTOR013", account, "replicates to other tenants") if {
	some account in resources.azurerm_storage_account
	account.values.cross_tenant_replication_enabled == true
}
