package arm

import (
	"fmt"
	"go/ast"
	"go/token"
	"regexp"
	"strconv"
	"strings"

	"lakestage/catalogue/catalogue"
)

func (r *reader) readOperations() error {
	for _, function := range r.module.requests {
		client := typeIdentifier(function.Recv.List[0].Type)
		method, err := r.module.publicName(client, strings.TrimSuffix(function.Name.Name, "CreateRequest"))
		if err != nil {
			return err
		}
		service := strings.TrimSuffix(client, "Client")
		if service == "" {
			service = client
		}
		id := r.module.name + "." + service + "." + method
		if err := r.readOperation(id, client, method, function); err != nil {
			return fmt.Errorf("%s: %w", id, err)
		}
	}
	return nil
}

// publicName is the exported form of a method's name: not only the first letter differs, as in vpnDevice, VPNDevice.
func (m *armModule) publicName(client, name string) (string, error) {
	for declared := range m.types {
		method, ofClient := strings.CutPrefix(declared, client)
		method, response := strings.CutSuffix(method, "Response")
		if ofClient && response && strings.EqualFold(method, name) {
			return method, nil
		}
	}
	return "", fmt.Errorf("%s.%s has no response type", client, name)
}

func (r *reader) readOperation(id, client, method string, function *ast.FuncDecl) error {
	request := requestFunction{reader: r, shape: catalogue.Shape{}, parameters: map[string]ast.Expr{}}
	for _, parameter := range function.Type.Params.List {
		for _, name := range parameter.Names {
			request.parameters[name.Name] = parameter.Type
		}
	}
	if err := request.readBlock(function.Body.List, true); err != nil {
		return err
	}
	if request.path == "" || request.method == "" {
		return fmt.Errorf("no literal path and method")
	}
	operation := catalogue.Operation{
		Method:      request.method,
		Path:        request.path,
		Plane:       "arm",
		APIVersion:  request.apiVersion,
		LongRunning: r.module.begins[client+"."+method],
		Request:     r.module.name + "." + client + method + "Request",
	}
	response, err := r.response(client + method + "Response")
	if err != nil {
		return err
	}
	operation.Response = response
	if _, taken := r.module.types[client+method+"Request"]; taken {
		return fmt.Errorf("a type has the name of its request")
	}
	r.into.Operations[id] = operation
	r.into.Shapes[operation.Request] = request.shape
	return nil
}

// response is the type of the answer's body: what the response struct embeds or has as its one value.
func (r *reader) response(name string) (string, error) {
	structure, ok := r.module.types[name].(*ast.StructType)
	if !ok {
		return "", fmt.Errorf("no %s", name)
	}
	for _, field := range structure.Fields.List {
		embedded := len(field.Names) == 0
		if embedded || isBodyField(field.Names[0].Name, field.Type) {
			return r.typeName(field.Type)
		}
	}
	return "", nil // No body: what fields there are come from headers.
}

// isBodyField tells the body from headers, which are text or, for HEAD, whether the object exists.
func isBodyField(name string, goType ast.Expr) bool {
	if name == "Success" {
		return false
	}
	_, isText := goType.(*ast.StarExpr)
	return name == "Value" || name == "Interface" || !isText
}

// requestFunction follows the one form that the functions have: path, method, query, headers, body.
type requestFunction struct {
	*reader
	parameters               map[string]ast.Expr
	path, method, apiVersion string
	shape                    catalogue.Shape
}

// readBlock reads statements; those inside an `if options…` are optional.
func (f *requestFunction) readBlock(statements []ast.Stmt, required bool) error {
	for _, statement := range statements {
		var err error
		switch statement := statement.(type) {
		case *ast.AssignStmt:
			err = f.readAssignment(statement, required)
		case *ast.ExprStmt:
			err = f.readCall(statement.X, required)
		case *ast.IfStmt:
			if statement.Init != nil {
				if assignment, ok := statement.Init.(*ast.AssignStmt); ok {
					err = f.readCall(assignment.Rhs[0], required)
				}
				break
			}
			err = f.readBlock(statement.Body.List, false)
		case *ast.ReturnStmt:
			for _, result := range statement.Results {
				if err = f.readCall(result, required); err != nil {
					break
				}
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (f *requestFunction) readAssignment(statement *ast.AssignStmt, required bool) error {
	value := statement.Rhs[0]
	switch target := statement.Lhs[0].(type) {
	case *ast.Ident:
		if target.Name != "urlPath" {
			return f.readCall(value, required)
		}
		if literal, ok := stringLiteral(value); ok {
			// A path that starts with a parameter goes on from any resource's id, however the client escapes it.
			f.path = leadingParameter.ReplaceAllString(literal, "/{+$1}")
			return nil
		}
		return f.readPathParameter(value.(*ast.CallExpr))
	case *ast.IndexExpr: // req.Raw().Header["If-Match"] = []string{ifMatch}
		header, _ := stringLiteral(target.Index)
		values, ok := value.(*ast.CompositeLit)
		if !ok || header == "" || len(values.Elts) != 1 {
			return fmt.Errorf("a header is set in a new way")
		}
		if _, constant := stringLiteral(values.Elts[0]); constant {
			return nil
		}
		f.shape[header] = catalogue.Field{Type: "string", In: "header", Required: required}
	}
	return nil
}

// readPathParameter reads strings.ReplaceAll(urlPath, "{name}", url.PathEscape(name)). What is not escaped may hold
// slashes: a scope, for example.
func (f *requestFunction) readPathParameter(replace *ast.CallExpr) error {
	placeholder, ok := stringLiteral(replace.Args[1])
	if !ok {
		return fmt.Errorf("a path parameter has no literal name")
	}
	name := strings.Trim(placeholder, "{}")
	value := replace.Args[2]
	escape, escaped := value.(*ast.CallExpr)
	if escaped {
		value = escape.Args[0]
	} else {
		f.path = strings.Replace(f.path, placeholder, "{+"+name+"}", 1)
	}
	fieldType, err := f.expressionType(value)
	f.shape[name] = catalogue.Field{Type: fieldType, In: "path", Required: true}
	return err
}

func (f *requestFunction) readCall(value ast.Expr, required bool) error {
	call, ok := value.(*ast.CallExpr)
	if !ok {
		return nil
	}
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	switch selector.Sel.Name {
	case "NewRequest":
		method := call.Args[1].(*ast.SelectorExpr).Sel.Name
		f.method = strings.ToUpper(strings.TrimPrefix(method, "Method"))
	case "Set":
		return f.readQuery(call, required)
	case "MarshalAsJSON":
		return f.readBody(call.Args[1], required)
	case "MarshalAsXML", "MarshalAsByteArray", "SetBody", "SetMultipartFormData":
		return fmt.Errorf("the body is sent in a new way: %s", selector.Sel.Name)
	}
	return nil
}

func (f *requestFunction) readQuery(call *ast.CallExpr, required bool) error {
	name, ok := stringLiteral(call.Args[0])
	if !ok {
		return fmt.Errorf("a query parameter has no literal name")
	}
	if name == "api-version" {
		// The operations on resources of any type take the version of the resource's own.
		f.apiVersion, _ = stringLiteral(call.Args[1])
		// ARM refuses a request without it in words of its own, so that its behaviour does, not the shape.
		f.shape[name] = catalogue.Field{Type: "string", In: "query"}
		return nil
	}
	fieldType, err := f.expressionType(call.Args[1])
	f.shape[name] = catalogue.Field{Type: fieldType, In: "query", Required: required}
	return err
}

func (f *requestFunction) readBody(value ast.Expr, required bool) error {
	name := "parameters"
	switch value := value.(type) {
	case *ast.Ident:
		name = value.Name
	case *ast.StarExpr:
		name = lowerFirst(value.X.(*ast.SelectorExpr).Sel.Name)
	}
	fieldType, err := f.expressionType(value)
	if _, taken := f.shape[name]; taken {
		return fmt.Errorf("the body has the name of a parameter: %s", name)
	}
	f.shape[name] = catalogue.Field{Type: fieldType, In: "body", Required: required}
	return err
}

// expressionType is the type of what a parameter is made from, seen through the conversions to text.
func (f *requestFunction) expressionType(value ast.Expr) (string, error) {
	switch value := value.(type) {
	case *ast.BasicLit:
		return "string", nil
	case *ast.Ident:
		return f.typeName(f.parameters[value.Name])
	case *ast.StarExpr:
		return f.expressionType(value.X)
	case *ast.CallExpr:
		return f.expressionType(value.Args[0])
	case *ast.SelectorExpr:
		object, ok := value.X.(*ast.Ident)
		if ok && object.Name == "client" {
			return "string", nil // client.subscriptionID
		}
		if ok && object.Name == "options" {
			return f.optionType(value.Sel.Name)
		}
	}
	return "", fmt.Errorf("a parameter is made in a new way: %T", value)
}

func (f *requestFunction) optionType(name string) (string, error) {
	structure, ok := f.module.types[typeIdentifier(f.parameters["options"])].(*ast.StructType)
	if !ok {
		return "", fmt.Errorf("no options of the type %s", typeIdentifier(f.parameters["options"]))
	}
	for _, field := range structure.Fields.List {
		if field.Names[0].Name == name {
			return f.typeName(field.Type)
		}
	}
	return "", fmt.Errorf("no option %s", name)
}

func stringLiteral(value ast.Expr) (string, bool) {
	literal, ok := value.(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(literal.Value)
	return text, err == nil
}

var leadingParameter = regexp.MustCompile(`^/\{(\w+)\}`)

// lowerFirst writes a Go name as JSON would have it: leading initials go down together.
func lowerFirst(name string) string {
	return leadingCapitals.ReplaceAllStringFunc(name, strings.ToLower)
}

var leadingCapitals = regexp.MustCompile(`^[A-Z]+$|^[A-Z]`)
