// Command catalogue reads the operations and shapes of an API from the source of its official SDK for Go and prints
// them as JSON: `go run . databricks` for Databricks, `go run . arm` for Azure Resource Manager.
package main

import (
	"fmt"
	"os"
	"strings"

	"lakestage/catalogue/arm"
	"lakestage/catalogue/catalogue"
	"lakestage/catalogue/databricks"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "catalogue:", err)
		os.Exit(1)
	}
}

func run(arguments []string) error {
	if len(arguments) != 1 {
		return fmt.Errorf("expected one argument: databricks or arm")
	}
	readers := map[string]struct {
		modulePrefix string
		read         func(into *catalogue.Catalogue, dir string) error
	}{
		"databricks": {"github.com/databricks/", databricks.Read},
		"arm":        {"github.com/Azure/", arm.Read},
	}
	reader, known := readers[arguments[0]]
	if !known {
		return fmt.Errorf("%q is neither databricks nor arm", arguments[0])
	}
	modules, err := requiredModules()
	if err != nil {
		return err
	}
	result := catalogue.New()
	for _, module := range modules {
		if !strings.HasPrefix(module.Module, reader.modulePrefix) {
			continue
		}
		result.Sources = append(result.Sources, module.Source)
		if err := reader.read(result, module.Dir); err != nil {
			return fmt.Errorf("%s %s: %w", module.Module, module.Version, err)
		}
	}
	for _, note := range result.Notes {
		fmt.Fprintln(os.Stderr, "note:", note)
	}
	return result.Write(os.Stdout)
}
