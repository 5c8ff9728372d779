// Package pulumibridge presents the official Databricks provider for Terraform to the Pulumi engine, as the package that
// the npm package @pulumi/databricks declares.
//
// The module's path lies below the upstream's on purpose: only there may Go import the upstream's internal packages, and
// the two halves of the provider (SDKv2 and plugin framework) are internal.
package pulumibridge

import (
	"context"
	_ "embed"

	"github.com/databricks/terraform-provider-databricks/internal/providers/pluginfw"
	"github.com/databricks/terraform-provider-databricks/internal/providers/sdkv2"
	pf "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/pf/tfbridge"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge/tokens"
	shimv2 "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim/sdk-v2"
)

const (
	packageName = "databricks"
	moduleName  = "index"
)

// Version is the npm package's version: the engine asks for the plugin of exactly the version that the program's package has.
const Version = "1.110.0"

// metadata is written by generate-schema and embedded by the second half of the build. An empty object, as committed,
// makes the provider compute it, slowly, at every start.
//
//go:embed bridge-metadata.json
var metadata []byte

// Provider describes the bridged provider: the upstream's resources and functions, and what the npm package names or types
// differently.
func Provider() tfbridge.ProviderInfo {
	provider := tfbridge.ProviderInfo{
		P: pf.MuxShimWithPF(
			context.Background(),
			shimv2.NewProvider(sdkv2.DatabricksProvider()),
			pluginfw.GetDatabricksProviderPluginFramework(),
		),
		Name:           packageName,
		Version:        Version,
		MetadataInfo:   tfbridge.NewProviderMetadata(metadata),
		IgnoreMappings: notInPackage,
		Resources:      resourceOverrides(),
		DataSources:    dataSourceOverrides(),
	}
	provider.MustComputeTokens(tokens.SingleModule("databricks_", moduleName, tokens.MakeStandard(packageName)))
	provider.SetAutonaming(255, "-")
	tfbridge.MustTraverseProperties(&provider, "identifiers-as-strings", identifiersAsStrings)
	return provider
}
