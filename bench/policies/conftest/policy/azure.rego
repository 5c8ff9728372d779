package main

import rego.v1

deny contains finding("LSWS001", workspace, "gives clusters public addresses") if {
	some workspace in resources.azurerm_databricks_workspace
	not no_public_ip(workspace)
}

no_public_ip(workspace) if {
	some parameters in workspace.values.custom_parameters
	parameters.no_public_ip
}

deny contains finding("LSWS002", workspace, "is not of the premium tier") if {
	some workspace in resources.azurerm_databricks_workspace
	workspace.values.sku != "premium"
}

deny contains finding("LSNET002", group, "lets anybody in") if {
	some group in resources.azurerm_network_security_group
	some rule in group.values.security_rule
	rule.direction == "Inbound"
	rule.access == "Allow"
	rule.source_address_prefix in {"*", "0.0.0.0/0", "Internet", "any"}
}

privileged_roles := {
	"8e3af657-a8ff-443c-a75c-2fe8c4bcb635", # Owner
	"b24988ac-6180-42a0-ab88-20f7382dd24c", # Contributor
	"18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", # User Access Administrator
	"f58310d9-a9f6-439a-9e8d-f62e7b41a168", # Role Based Access Control Administrator
}

deny contains finding("LSID008", assignment, "holds power over a whole subscription") if {
	some assignment in resources.azurerm_role_assignment
	regex.match(`^/subscriptions/[^/]+$`, assignment.values.scope)
	some role in privileged_roles
	endswith(assignment.values.role_definition_id, role)
}

deny contains finding("LSID010", assignment, "is one person's") if {
	some assignment in resources.azurerm_role_assignment
	assignment.values.principal_type == "User"
}
