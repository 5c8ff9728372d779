package databricks

import (
	"fmt"
	"go/ast"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"lakestage/catalogue/catalogue"
)

// primitives are the types of Go that JSON has, and the SDK's own for text of a special form.
var primitives = map[string]string{
	"string":              "string",
	"bool":                "boolean",
	"int":                 "integer",
	"int64":               "int64",
	"float64":             "number",
	"any":                 "any",
	"json.RawMessage":     "any",
	"fieldmask.FieldMask": "string",
	"time.Time":           "timestamp",
	"duration.Duration":   "duration",
	"io.ReadCloser":       "bytes",
}

// readShapes describes every shape and enum that the operations reach, and those that these reach.
func (r *reader) readShapes() error {
	var pending []string
	for _, operation := range r.into.Operations {
		pending = append(pending, elementOf(operation.Request), elementOf(operation.Response))
	}
	for len(pending) > 0 {
		id := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		name, qualified := strings.CutPrefix(id, packageOf(id)+".")
		if !qualified || r.described(id) {
			continue
		}
		reached, err := r.describe(r.packages[packageOf(id)], id, name)
		if err != nil {
			return fmt.Errorf("%s: %w", id, err)
		}
		pending = append(pending, reached...)
	}
	return nil
}

func (r *reader) described(id string) bool {
	_, isShape := r.into.Shapes[id]
	_, isEnum := r.into.Enums[id]
	return isShape || isEnum
}

func (r *reader) describe(p *sdkPackage, id, name string) (reached []string, err error) {
	structure, isStruct := p.types[name].(*ast.StructType)
	if !isStruct {
		r.into.Enums[id] = slices.Compact(p.enums[name])
		return nil, nil
	}
	shape := catalogue.Shape{}
	for _, member := range structure.Fields.List {
		if len(member.Names) != 1 {
			return nil, fmt.Errorf("a field is embedded")
		}
		goName := member.Names[0].Name
		if goName == "ForceSendFields" {
			continue
		}
		fieldType, err := r.typeName(p, member.Type)
		if err != nil {
			return nil, fmt.Errorf("field %s: %w", goName, err)
		}
		jsonName, field, ok := r.field(id, goName, fieldType, member.Tag)
		if !ok {
			return nil, fmt.Errorf("field %s is sent nowhere", goName)
		}
		shape[jsonName] = field
		reached = append(reached, elementOf(fieldType))
	}
	r.into.Shapes[id] = shape
	return reached, nil
}

// field tells under which name, and where, a field travels. A tag without omitempty means that the API requires it.
func (r *reader) field(shape, goName, fieldType string, tag *ast.BasicLit) (string, catalogue.Field, bool) {
	tags := tagsOf(tag)
	jsonName, jsonOptional := tagValue(tags.Get("json"))
	queryName, queryOptional := tagValue(tags.Get("url"))
	headerName, headerOptional := tagValue(tags.Get("header"))
	roles := r.roles[shape]
	assigned, has := roles[goName]
	if _, all := roles[everyOther]; !has && all && queryName != "-" {
		assigned, has = role{in: "query", name: queryName}, true
	}
	field := catalogue.Field{Type: fieldType, In: assigned.in}
	switch {
	case has && assigned.in == "path":
		field.Required = true
		return assigned.name, field, true
	case has && assigned.in == "query":
		field.Required = !queryOptional
		return assigned.name, field, true
	case has && assigned.in == "body":
		field.Required = !jsonOptional
		if jsonName == "-" {
			jsonName = snakeCase(goName)
		}
		return jsonName, field, true
	case headerName != "-" && headerName != "":
		field.In = "header"
		field.Required = !headerOptional
		return headerName, field, true
	case fieldType == "bytes":
		field.In = "body"
		return snakeCase(goName), field, true
	case jsonName != "-":
		field.Required = !jsonOptional
		return jsonName, field, true
	}
	return "", field, false
}

func tagsOf(tag *ast.BasicLit) reflect.StructTag {
	if tag == nil {
		return ""
	}
	text, err := strconv.Unquote(tag.Value)
	if err != nil {
		return ""
	}
	return reflect.StructTag(text)
}

func tagValue(tag string) (name string, optional bool) {
	name, options, _ := strings.Cut(tag, ",")
	return name, strings.Contains(options, "omitempty")
}

// typeName writes a Go type in the catalogue's words, and follows names that only stand for a map or a list.
func (r *reader) typeName(p *sdkPackage, goType ast.Expr) (string, error) {
	switch goType := goType.(type) {
	case *ast.StarExpr:
		return r.typeName(p, goType.X)
	case *ast.ArrayType:
		element, err := r.typeName(p, goType.Elt)
		return "array<" + element + ">", err
	case *ast.MapType:
		element, err := r.typeName(p, goType.Value)
		return "map<" + element + ">", err
	case *ast.InterfaceType:
		return "any", nil
	case *ast.Ident:
		if primitive, ok := primitives[goType.Name]; ok {
			return primitive, nil
		}
		return r.declaredType(p, goType.Name)
	case *ast.SelectorExpr:
		qualifier := goType.X.(*ast.Ident).Name
		if primitive, ok := primitives[qualifier+"."+goType.Sel.Name]; ok {
			return primitive, nil
		}
		other, ok := r.packages[qualifier]
		if !ok {
			return "", fmt.Errorf("no package %s", qualifier)
		}
		return r.declaredType(other, goType.Sel.Name)
	}
	return "", fmt.Errorf("a type of a new kind: %T", goType)
}

func (r *reader) declaredType(p *sdkPackage, name string) (string, error) {
	declared, ok := p.types[name]
	if !ok {
		return "", fmt.Errorf("no type %s.%s", p.name, name)
	}
	if _, isStruct := declared.(*ast.StructType); isStruct || len(p.enums[name]) > 0 {
		return p.name + "." + name, nil
	}
	return r.typeName(p, declared)
}

// elementOf is the innermost element of array<…> and map<…>.
func elementOf(typeName string) string {
	for {
		open := strings.IndexByte(typeName, '<')
		if open < 0 {
			return typeName
		}
		typeName = typeName[open+1 : len(typeName)-1]
	}
}

func packageOf(id string) string {
	name, _, _ := strings.Cut(id, ".")
	return name
}
