# What a Terraform plan will have made.
package main

import rego.v1

resources[type] contains resource if {
	some resource in input.planned_values.root_module.resources
	type := resource.type
}

production(resource) if startswith(resource.name, "prod_")

development(resource) if startswith(resource.name, "dev_")

# A finding, under the id of Lakestage's rule that says the same.
finding(rule, resource, what) := {
	"rule": rule,
	"msg": sprintf("%s: %s", [resource.address, what]),
}
