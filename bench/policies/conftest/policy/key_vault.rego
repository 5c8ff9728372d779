package main

import rego.v1

deny contains finding("LSKV002", vault, "can be emptied before its days are over") if {
	some vault in resources.azurerm_key_vault
	not development(vault)
	not vault.values.purge_protection_enabled
}

deny contains finding("LSKV003", vault, "keeps what is deleted for less than a month") if {
	some vault in resources.azurerm_key_vault
	object.get(vault.values, "soft_delete_retention_days", 90) < 30
}

deny contains finding("LSKV004", vault, "has access policies of its own") if {
	some vault in resources.azurerm_key_vault
	not vault.values.rbac_authorization_enabled
}

deny contains finding("LSKV005", vault, "lets unknown networks in") if {
	some vault in resources.azurerm_key_vault
	object.get(vault.values, "public_network_access_enabled", true)
	not vault_firewall_closed(vault)
}

vault_firewall_closed(vault) if {
	some rules in vault.values.network_acls
	rules.default_action == "Deny"
}

deny contains finding("LSKV008", vault, "hands secrets to Azure's deployment services") if {
	some vault in resources.azurerm_key_vault
	some service in ["enabled_for_deployment", "enabled_for_disk_encryption", "enabled_for_template_deployment"]
	vault.values[service] == true
}
