// Package databricks reads the source of the Databricks SDK for Go.
package databricks

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"

	"lakestage/catalogue/catalogue"
)

// Read adds every operation under dir/service, and every shape that one of them reaches.
func Read(into *catalogue.Catalogue, dir string) error {
	services := filepath.Join(dir, "service")
	entries, err := os.ReadDir(services)
	if err != nil {
		return err
	}
	packages := map[string]*sdkPackage{}
	for _, entry := range entries {
		if _, err := os.Stat(filepath.Join(services, entry.Name(), "impl.go")); err != nil {
			continue // A file, or a package of shared types.
		}
		parsed, err := parsePackage(entry.Name(), filepath.Join(services, entry.Name()))
		if err != nil {
			return err
		}
		packages[entry.Name()] = parsed
	}
	reader := &reader{into: into, packages: packages, roles: map[string]map[string]role{}}
	for _, name := range catalogue.SortedKeys(packages) {
		// Operations of every package first: they say where the fields of their requests travel.
		if err := reader.readOperations(packages[name]); err != nil {
			return fmt.Errorf("package %s: %w", name, err)
		}
	}
	return reader.readShapes()
}

// reader joins what the packages say: shapes refer to one another across them.
type reader struct {
	into     *catalogue.Catalogue
	packages map[string]*sdkPackage
	// roles say where an operation puts a field of its request, by shape and Go name.
	roles map[string]map[string]role
}

// sdkPackage is one service's package, parsed.
type sdkPackage struct {
	name string
	// methods of the unexported implementations, in the order of the source.
	methods []*ast.FuncDecl
	// services are the public names of the implementations: catalogsImpl is embedded in CatalogsAPI.
	services map[string]string
	types    map[string]ast.Expr
	// enums are the values of the string types that have constants.
	enums map[string][]string
}

func parsePackage(name, dir string) (*sdkPackage, error) {
	parsed := &sdkPackage{name: name, services: map[string]string{}, types: map[string]ast.Expr{}, enums: map[string][]string{}}
	files := token.NewFileSet()
	for _, file := range []string{"impl.go", "model.go", "api.go"} {
		syntax, err := parser.ParseFile(files, filepath.Join(dir, file), nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, declaration := range syntax.Decls {
			parsed.add(declaration)
		}
	}
	return parsed, nil
}

func (p *sdkPackage) add(declaration ast.Decl) {
	switch declaration := declaration.(type) {
	case *ast.FuncDecl:
		if declaration.Recv != nil {
			p.methods = append(p.methods, declaration)
		}
	case *ast.GenDecl:
		for _, spec := range declaration.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				p.addType(spec)
			case *ast.ValueSpec:
				p.addConstant(spec)
			}
		}
	}
}

func (p *sdkPackage) addType(spec *ast.TypeSpec) {
	p.types[spec.Name.Name] = spec.Type
	structure, isStruct := spec.Type.(*ast.StructType)
	if !isStruct {
		return
	}
	for _, field := range structure.Fields.List {
		if embedded, ok := field.Type.(*ast.Ident); ok && len(field.Names) == 0 {
			p.services[embedded.Name] = spec.Name.Name
		}
	}
}

func (p *sdkPackage) addConstant(spec *ast.ValueSpec) {
	enum, typed := spec.Type.(*ast.Ident)
	if !typed || len(spec.Values) != 1 {
		return
	}
	if value, ok := stringLiteral(spec.Values[0]); ok {
		p.enums[enum.Name] = append(p.enums[enum.Name], value)
	}
}
