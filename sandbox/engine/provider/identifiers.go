package pulumibridge

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// identifyingProperties lists, for each plugin-framework resource without an `id` of its own, the properties that identify
// it: those that the upstream's import takes, in its order. Without an entry the bridge would call it "missing ID".
var identifyingProperties = map[string][]string{
	"databricks_account_federation_policy":                       {"policyId"},
	"databricks_account_network_policy":                          {"networkPolicyId"},
	"databricks_account_setting_user_preference_v2":              {"name", "userId"},
	"databricks_account_setting_v2":                              {"name"},
	"databricks_ai_gateway_mcp_service":                          {"name"},
	"databricks_ai_gateway_model_provider_service":               {"name"},
	"databricks_ai_gateway_model_service":                        {"name"},
	"databricks_ai_search_index":                                 {"name"},
	"databricks_apps_settings_custom_template":                   {"name"},
	"databricks_budget_policy":                                   {"policyId"},
	"databricks_data_classification_catalog_config":              {"name"},
	"databricks_data_quality_monitor":                            {"objectType", "objectId"},
	"databricks_data_quality_refresh":                            {"objectType", "objectId", "refreshId"},
	"databricks_database_database_catalog":                       {"name"},
	"databricks_database_instance":                               {"name"},
	"databricks_database_synced_database_table":                  {"name"},
	"databricks_disaster_recovery_failover_group":                {"name"},
	"databricks_disaster_recovery_stable_url":                    {"name"},
	"databricks_endpoint":                                        {"name"},
	"databricks_entity_tag_assignment":                           {"entityType", "entityName", "tagKey"},
	"databricks_environments_default_workspace_base_environment": {"name"},
	"databricks_environments_workspace_base_environment":         {"name"},
	"databricks_feature_engineering_feature":                     {"fullName"},
	"databricks_feature_engineering_kafka_config":                {"name"},
	"databricks_feature_engineering_materialized_feature":        {"materializedFeatureId"},
	"databricks_materialized_features_feature_tag":               {"key"},
	"databricks_online_store":                                    {"name"},
	"databricks_postgres_branch":                                 {"name"},
	"databricks_postgres_catalog":                                {"name"},
	"databricks_postgres_cdf_config":                             {"name"},
	"databricks_postgres_data_api":                               {"name"},
	"databricks_postgres_database":                               {"name"},
	"databricks_postgres_endpoint":                               {"name"},
	"databricks_postgres_project":                                {"name"},
	"databricks_postgres_role":                                   {"name"},
	"databricks_postgres_synced_table":                           {"name"},
	"databricks_quality_monitor_v2":                              {"objectType", "objectId"},
	"databricks_rfa_access_request_destinations":                 {"securableType", "fullName"},
	"databricks_secret_uc":                                       {"fullName"},
	"databricks_service_principal_federation_policy":             {"servicePrincipalId", "policyId"},
	"databricks_warehouses_default_warehouse_override":           {"name"},
	"databricks_workspace_entity_tag_assignment":                 {"entityType", "entityId", "tagKey"},
	"databricks_workspace_network_option":                        {"workspaceId"},
	"databricks_workspace_setting_v2":                            {"name"},
}

// identifiedBy joins the values of the named properties with commas, as the upstream's import wants them.
func identifiedBy(properties ...string) tfbridge.ComputeID {
	return func(_ context.Context, state resource.PropertyMap) (resource.ID, error) {
		parts := make([]string, 0, len(properties))
		for _, property := range properties {
			part, err := identifierPart(state, property)
			if err != nil {
				return "", err
			}
			parts = append(parts, part)
		}
		return resource.ID(strings.Join(parts, ",")), nil
	}
}

func identifierPart(state resource.PropertyMap, property string) (string, error) {
	value := state[resource.PropertyKey(property)]
	switch {
	case value.IsString() && value.StringValue() != "":
		return value.StringValue(), nil
	case value.IsNumber():
		return strconv.FormatFloat(value.NumberValue(), 'f', -1, 64), nil
	default:
		return "", fmt.Errorf("the service returned no %q, which identifies the resource", property)
	}
}
