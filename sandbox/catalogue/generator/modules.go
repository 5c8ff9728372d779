package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"

	"lakestage/catalogue/catalogue"
)

// module is a source in Go's module cache. The modules are read as text, so only go.mod and go.sum name them: with an
// import they would have to compile, and all that they depend on would have to be fetched.
type module struct {
	catalogue.Source
	Dir string
}

// requiredModules fetches what go.mod requires, checks it against go.sum, and tells where it is.
func requiredModules() ([]module, error) {
	command := exec.Command("go", "mod", "download", "-json")
	command.Stderr = os.Stderr
	output, err := command.Output()
	// The command fails after it has printed which module could not be had, so the output is read first.
	modules, decodeErr := decodeModules(string(output))
	if err := errors.Join(decodeErr, err); err != nil {
		return nil, fmt.Errorf("go mod download: %w", err)
	}
	slices.SortFunc(modules, func(a, b module) int { return strings.Compare(a.Module, b.Module) })
	return modules, nil
}

func decodeModules(output string) ([]module, error) {
	var modules []module
	decoder := json.NewDecoder(strings.NewReader(output))
	for {
		var downloaded struct{ Path, Version, Dir, Error string }
		if err := decoder.Decode(&downloaded); errors.Is(err, io.EOF) {
			return modules, nil
		} else if err != nil {
			return nil, err
		}
		if downloaded.Error != "" {
			return nil, fmt.Errorf("%s: %s", downloaded.Path, downloaded.Error)
		}
		source := catalogue.Source{Module: downloaded.Path, Version: downloaded.Version}
		modules = append(modules, module{Source: source, Dir: downloaded.Dir})
	}
}
