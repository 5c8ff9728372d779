// Command pulumi-resource-databricks is the provider plugin that the Pulumi engine starts.
package main

import (
	"context"
	_ "embed"

	pulumibridge "github.com/databricks/terraform-provider-databricks/pulumibridge"
	pf "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/pf/tfbridge"
)

// schema is written by generate-schema before this command is built.
//
//go:embed schema.json
var schema []byte

func main() {
	pf.MainWithMuxer(context.Background(), "databricks", pulumibridge.Provider(), schema)
}
