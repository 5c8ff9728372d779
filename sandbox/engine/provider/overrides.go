package pulumibridge

import (
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	shim "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim/walk"
)

// notInPackage lists what the npm package leaves out: mounts, which clusters made before Unity Catalog, and the upstream's
// staging names for resources on their way from one plugin SDK to the other.
var notInPackage = []string{
	"databricks_aws_s3_mount",
	"databricks_azure_adls_gen1_mount",
	"databricks_azure_adls_gen2_mount",
	"databricks_azure_blob_mount",
	"databricks_cluster_pluginframework",
	"databricks_library_pluginframework",
	"databricks_quality_monitor_pluginframework",
	"databricks_share_pluginframework",
	"databricks_shares_pluginframework",
	"databricks_volumes_pluginframework",
}

func resourceOverrides() map[string]*tfbridge.ResourceInfo {
	overrides := map[string]*tfbridge.ResourceInfo{
		"databricks_automatic_cluster_update_workspace_setting": {
			Fields: map[string]*tfbridge.SchemaInfo{
				"automatic_cluster_update_workspace": elementWith(
					"enablement_details", &tfbridge.SchemaInfo{MaxItemsOne: tfbridge.True()},
				),
			},
		},
		"databricks_group": {
			Fields: map[string]*tfbridge.SchemaInfo{"display_name": tfbridge.AutoName("displayName", 255, "-")},
		},
		// `databricks:index:Provider` would be the provider itself.
		"databricks_provider": {Tok: tfbridge.MakeResource(packageName, moduleName, "MetastoreProvider")},
		"databricks_quality_monitor": {
			Fields:    map[string]*tfbridge.SchemaInfo{"id": {Name: "monitorId"}},
			ComputeID: identifiedBy("monitorId"),
		},
		"databricks_sql_endpoint": {
			Fields: map[string]*tfbridge.SchemaInfo{"odbc_params": {MaxItemsOne: tfbridge.True()}},
		},
	}
	for name, properties := range identifyingProperties {
		overrides[name] = &tfbridge.ResourceInfo{ComputeID: identifiedBy(properties...)}
	}
	return overrides
}

func dataSourceOverrides() map[string]*tfbridge.DataSourceInfo {
	return map[string]*tfbridge.DataSourceInfo{
		"databricks_aws_crossaccount_policy": {
			Tok: tfbridge.MakeDataSource(packageName, moduleName, "getAwsCrossAccountPolicy"),
		},
	}
}

// elementWith overrides one field of a list's elements.
func elementWith(field string, override *tfbridge.SchemaInfo) *tfbridge.SchemaInfo {
	return &tfbridge.SchemaInfo{
		Elem: &tfbridge.SchemaInfo{Fields: map[string]*tfbridge.SchemaInfo{field: override}},
	}
}

// identifiersAsStrings types 64-bit identifiers as strings: Pulumi's numbers are floating-point, and lose digits beyond 2^53.
// The bridge turns them into integers again on the way to the upstream provider, whose own state loses digits there too:
// identifiers beyond 2^53 would be replaced at every run. Azure's workspaces stay below.
func identifiersAsStrings(visit tfbridge.PropertyVisitInfo) (tfbridge.PropertyVisitResult, error) {
	if visit.ShimSchema().Type() != shim.TypeInt || !isIdentifier(visit.SchemaPath()) {
		return tfbridge.PropertyVisitResult{}, nil
	}
	visit.SchemaInfo().Type = "string"
	return tfbridge.PropertyVisitResult{HasEffect: true}, nil
}

func isIdentifier(path walk.SchemaPath) bool {
	var last walk.SchemaPathStep
	for _, step := range path {
		// A framework's single nested object has no element step, and the bridge takes no override below one.
		if attributeName(last) != "" && attributeName(step) != "" {
			return false
		}
		last = step
	}
	name := attributeName(last)
	return name == "workspace_id" || name == "principal_id"
}

func attributeName(step walk.SchemaPathStep) string {
	if attribute, ok := step.(walk.GetAttrStep); ok {
		return attribute.Name
	}
	return ""
}
