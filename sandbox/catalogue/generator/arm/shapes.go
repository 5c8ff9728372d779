package arm

import (
	"fmt"
	"go/ast"
	"slices"
	"strings"

	"lakestage/catalogue/catalogue"
)

var primitives = map[string]string{
	"string":      "string",
	"bool":        "boolean",
	"int32":       "integer",
	"int64":       "integer",
	"float32":     "number",
	"float64":     "number",
	"any":         "any",
	"byte":        "string", // []byte is text in base 64; see typeName.
	"time.Time":   "timestamp",
	"azcore.ETag": "string",
}

// readShapes describes what the operations reach, and what that reaches.
func (r *reader) readShapes() error {
	for len(r.pending) > 0 {
		name := r.pending[len(r.pending)-1]
		r.pending = r.pending[:len(r.pending)-1]
		id := r.module.name + "." + name
		if _, described := r.into.Shapes[id]; described {
			continue
		}
		if variants := r.module.variants[name]; len(variants) > 0 {
			shape, err := r.union(name, variants)
			if err != nil {
				return err
			}
			r.into.Shapes[id] = shape
			continue
		}
		if values, isEnum := r.module.enums[name]; isEnum {
			r.into.Enums[id] = values
			continue
		}
		shape, err := r.structShape(name)
		if err != nil {
			return fmt.Errorf("%s: %w", id, err)
		}
		r.into.Shapes[id] = shape
	}
	return nil
}

// union is the shape of a polymorphic type: the fields of all its variants, required where all require them. Which
// variant has which field is lost; a field that two variants type differently is `any`.
func (r *reader) union(name string, variants []string) (catalogue.Shape, error) {
	all := catalogue.Shape{}
	for i, variant := range variants {
		shape, err := r.structShape(variant)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", variant, err)
		}
		for _, field := range catalogue.SortedKeys(shape) {
			description := shape[field]
			existing, known := all[field]
			if known && existing.Type != description.Type {
				r.into.Notes = append(r.into.Notes, fmt.Sprintf("%s.%s.%s is any: %s or %s", r.module.name, name, field, existing.Type, description.Type))
				description.Type = "any"
			}
			description.Required = description.Required && (known && existing.Required || i == 0)
			description.ReadOnly = description.ReadOnly && (!known || existing.ReadOnly)
			all[field] = description
		}
		for field, description := range all {
			if _, has := shape[field]; !has {
				description.Required = false
				all[field] = description
			}
		}
	}
	r.into.Notes = append(r.into.Notes, fmt.Sprintf("%s.%s is the union of %d variants", r.module.name, name, len(variants)))
	return all, nil
}

func (r *reader) structShape(name string) (catalogue.Shape, error) {
	structure, ok := r.module.types[name].(*ast.StructType)
	if !ok {
		return nil, fmt.Errorf("%s is no struct", name)
	}
	wireNames := r.wireNames(name)
	shape := catalogue.Shape{}
	for _, member := range structure.Fields.List {
		goName := member.Names[0].Name
		wire, known := wireNames[goName]
		if !known {
			// Members that no field has a name for: the decoder gathers them here.
			if goName != "AdditionalProperties" {
				return nil, fmt.Errorf("field %s is not decoded", goName)
			}
			shape["*"] = catalogue.Field{Type: "any"}
			continue
		}
		fieldType, err := r.typeName(member.Type)
		if err != nil {
			return nil, fmt.Errorf("field %s: %w", goName, err)
		}
		if fieldType == "timestamp" && wire.unix {
			fieldType = "integer"
		}
		comment := member.Doc.Text()
		field := catalogue.Field{Type: fieldType, ReadOnly: strings.Contains(comment, "READ-ONLY;")}
		field.Required = strings.HasPrefix(comment, "REQUIRED;") && !field.ReadOnly
		shape[wire.name] = field
	}
	return shape, nil
}

type wireName struct {
	name string
	// unix: a time that is sent as the number of seconds since 1970.
	unix bool
}

// wireNames are the names on the wire by Go name, as the type's decoder has them: one case for each.
func (r *reader) wireNames(name string) map[string]wireName {
	names := map[string]wireName{}
	decoder, ok := r.module.decoders[name]
	if !ok {
		return names
	}
	receiver := decoder.Recv.List[0].Names[0].Name
	ast.Inspect(decoder.Body, func(node ast.Node) bool {
		clause, ok := node.(*ast.CaseClause)
		if !ok || len(clause.List) != 1 {
			return true
		}
		wire, ok := stringLiteral(clause.List[0])
		if !ok {
			return true
		}
		found := wireName{name: wire}
		goName := ""
		for _, statement := range clause.Body {
			ast.Inspect(statement, func(node ast.Node) bool {
				switch node := node.(type) {
				case *ast.Ident:
					found.unix = found.unix || node.Name == "unpopulateTimeUnix"
				case *ast.SelectorExpr:
					if object, ok := node.X.(*ast.Ident); ok && object.Name == receiver && goName == "" {
						goName = node.Sel.Name
					}
				}
				return true
			})
		}
		names[goName] = found
		return true
	})
	return names
}

// typeName writes a Go type in the catalogue's words, and has the types that it names described.
func (r *reader) typeName(goType ast.Expr) (string, error) {
	switch goType := goType.(type) {
	case *ast.StarExpr:
		return r.typeName(goType.X)
	case *ast.ArrayType:
		if typeIdentifier(goType.Elt) == "byte" {
			return "string", nil
		}
		element, err := r.typeName(goType.Elt)
		return "array<" + element + ">", err
	case *ast.MapType:
		element, err := r.typeName(goType.Value)
		return "map<" + element + ">", err
	case *ast.SelectorExpr:
		if primitive, ok := primitives[goType.X.(*ast.Ident).Name+"."+goType.Sel.Name]; ok {
			return primitive, nil
		}
	case *ast.Ident:
		if primitive, ok := primitives[goType.Name]; ok {
			return primitive, nil
		}
		declared, ok := r.module.types[goType.Name]
		// An enum of numbers is an integer: the catalogue's enums are text.
		if number, named := declared.(*ast.Ident); named && number.Name != "string" {
			return r.typeName(declared)
		}
		if ok {
			if !slices.Contains(r.pending, goType.Name) {
				r.pending = append(r.pending, goType.Name)
			}
			return r.module.name + "." + goType.Name, nil
		}
		return "", fmt.Errorf("no type %s", goType.Name)
	}
	return "", fmt.Errorf("a type of a new kind: %T", goType)
}
