// Command generate-schema writes what the plugin embeds: schema.json and bridge-metadata.json.
//
// Usage: generate-schema schema --out DIRECTORY --skip-docs --skip-examples
package main

import (
	pulumibridge "github.com/databricks/terraform-provider-databricks/pulumibridge"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/pf/tfgen"
)

func main() {
	tfgen.MainWithMuxer("databricks", pulumibridge.Provider())
}
