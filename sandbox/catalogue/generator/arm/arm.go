// Package arm reads the source of Azure's resource-manager modules for Go.
package arm

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"

	"lakestage/catalogue/catalogue"
)

// Read adds the operations of one module, and every shape that one of them reaches.
func Read(into *catalogue.Catalogue, dir string) error {
	parsed, err := parseModule(dir)
	if err != nil {
		return err
	}
	reader := &reader{into: into, module: parsed}
	if err := reader.readOperations(); err != nil {
		return err
	}
	return reader.readShapes()
}

type reader struct {
	into    *catalogue.Catalogue
	module  *armModule
	pending []string
}

// armModule is one module's package, parsed.
type armModule struct {
	name  string
	types map[string]ast.Expr
	enums map[string][]string
	// requests are the functions that build a request, in the order of the source.
	requests []*ast.FuncDecl
	// decoders are the UnmarshalJSON methods, by their type: they know the names on the wire.
	decoders map[string]*ast.FuncDecl
	// begins are the `<client>.<method>` that start a long-running operation.
	begins map[string]bool
	// variants are the types that implement a polymorphic interface, by the interface's name.
	variants map[string][]string
}

func parseModule(dir string) (*armModule, error) {
	parsed := &armModule{
		types:    map[string]ast.Expr{},
		enums:    map[string][]string{},
		decoders: map[string]*ast.FuncDecl{},
		begins:   map[string]bool{},
		variants: map[string][]string{},
	}
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	files := token.NewFileSet()
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		// Comments carry two facts about a field that types do not: REQUIRED and READ-ONLY.
		syntax, err := parser.ParseFile(files, path, source, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		parsed.name = syntax.Name.Name
		for _, declaration := range syntax.Decls {
			parsed.add(declaration)
		}
	}
	if len(parsed.requests) == 0 {
		return nil, fmt.Errorf("no operation in %s", dir)
	}
	return parsed, nil
}

func (m *armModule) add(declaration ast.Decl) {
	switch declaration := declaration.(type) {
	case *ast.FuncDecl:
		if declaration.Recv != nil {
			m.addMethod(declaration)
		}
	case *ast.GenDecl:
		for _, spec := range declaration.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				m.types[spec.Name.Name] = spec.Type
			case *ast.ValueSpec:
				m.addConstant(spec)
			}
		}
	}
}

func (m *armModule) addMethod(method *ast.FuncDecl) {
	receiver := typeIdentifier(method.Recv.List[0].Type)
	name := method.Name.Name
	switch {
	case strings.HasSuffix(name, "CreateRequest"):
		m.requests = append(m.requests, method)
	case name == "UnmarshalJSON":
		m.decoders[receiver] = method
	case strings.HasPrefix(name, "Begin"):
		m.begins[receiver+"."+strings.TrimPrefix(name, "Begin")] = true
	case strings.HasPrefix(name, "Get") && method.Type.Results != nil && len(method.Type.Params.List) == 0:
		polymorphic := strings.TrimPrefix(name, "Get") + "Classification"
		m.variants[polymorphic] = append(m.variants[polymorphic], receiver)
	}
}

func (m *armModule) addConstant(spec *ast.ValueSpec) {
	enum, typed := spec.Type.(*ast.Ident)
	if !typed || len(spec.Values) != 1 {
		return
	}
	if value, ok := stringLiteral(spec.Values[0]); ok {
		m.enums[enum.Name] = append(m.enums[enum.Name], value)
	}
}

// typeIdentifier is the name in `Name` or `*Name`, and empty for any other type.
func typeIdentifier(goType ast.Expr) string {
	switch goType := goType.(type) {
	case *ast.StarExpr:
		return typeIdentifier(goType.X)
	case *ast.Ident:
		return goType.Name
	}
	return ""
}
