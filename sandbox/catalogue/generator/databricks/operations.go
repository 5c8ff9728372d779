package databricks

import (
	"fmt"
	"go/ast"
	"go/token"
	"maps"
	"strconv"
	"strings"
	"unicode"

	"lakestage/catalogue/catalogue"
)

// role is where an operation puts a field of its request, when that is not the JSON body.
type role struct{ in, name string }

// withoutPath are the operations whose address is not in the source, since the service gives it at run time. They are
// left out; any other operation without a path is an error.
var withoutPath = map[string]bool{"serving.ServingEndpointsDataPlane.Query": true}

// call is what the body of one implementation does.
type call struct {
	method, path string
	account      bool
	roles        map[string]role
	// data is the field of the request that is sent; empty where the whole request is; sent is false for nothing.
	data     string
	sent     bool
	response ast.Expr
	// formOf is the form of the names that a field of the request takes, as in projects/*; empty for any name.
	formOf func(field string) string
}

func (r *reader) readOperations(p *sdkPackage) error {
	for _, method := range p.methods {
		implementation := receiver(method)
		if !strings.HasSuffix(implementation, "Impl") {
			continue
		}
		found, ok, err := p.readCall(method)
		if err != nil {
			return fmt.Errorf("%s.%s: %w", implementation, method.Name.Name, err)
		}
		if !ok {
			continue // An iterator over another operation's pages.
		}
		public, embedded := p.services[implementation]
		if !embedded {
			return fmt.Errorf("nothing embeds %s", implementation)
		}
		id := p.name + "." + strings.TrimSuffix(public, "API") + "." + strings.TrimPrefix(method.Name.Name, "internal")
		if found.path == "" {
			if !withoutPath[id] {
				return fmt.Errorf("%s has no literal path", id)
			}
			r.into.Notes = append(r.into.Notes, id+" has no literal path and is left out")
			continue
		}
		if err := r.addOperation(p, id, method, found); err != nil {
			return fmt.Errorf("%s: %w", id, err)
		}
	}
	return nil
}

func (r *reader) addOperation(p *sdkPackage, id string, method *ast.FuncDecl, found call) error {
	operation := catalogue.Operation{Method: found.method, Path: found.path, Plane: "workspace"}
	if found.account {
		operation.Plane = "account"
	}
	if parameters := method.Type.Params.List; len(parameters) > 1 {
		request, err := r.typeName(p, parameters[1].Type)
		if err != nil {
			return err
		}
		operation.Request = request
		if err := r.assignRoles(request, found); err != nil {
			return err
		}
	}
	if found.response != nil {
		response, err := r.typeName(p, found.response)
		if err != nil {
			return err
		}
		operation.Response = response
	}
	if _, twice := r.into.Operations[id]; twice {
		return fmt.Errorf("declared twice")
	}
	r.into.Operations[id] = operation
	return nil
}

// assignRoles records where the operation puts the fields of its request. Two operations never disagree about a shape.
func (r *reader) assignRoles(request string, found call) error {
	roles := found.roles
	if found.sent && found.data != "" {
		roles[found.data] = role{in: "body"}
	}
	if found.sent && found.data == "" && (found.method == "GET" || found.method == "HEAD" || found.method == "DELETE") {
		roles[everyOther] = role{in: "query"}
	}
	if known, seen := r.roles[request]; seen && !maps.Equal(known, roles) {
		return fmt.Errorf("%s is used in two ways: %v and %v", request, known, roles)
	}
	r.roles[request] = roles
	return nil
}

// everyOther stands for the fields of a request that have no role of their own.
const everyOther = "*"

// readCall follows the one form that the SDK's implementations have: build path, headers and query, then Do.
func (p *sdkPackage) readCall(method *ast.FuncDecl) (call, bool, error) {
	found := call{roles: map[string]role{}, formOf: func(string) string { return "" }}
	if parameters := method.Type.Params.List; len(parameters) > 1 {
		if request, ok := parameters[1].Type.(*ast.Ident); ok {
			found.formOf = func(field string) string { return p.nameForm(request.Name, field) }
		}
	}
	variables := map[string]ast.Expr{}
	called := false
	var failure error
	ast.Inspect(method.Body, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ValueSpec:
			variables[node.Names[0].Name] = node.Type
		case *ast.AssignStmt:
			if err := found.readAssignment(node); err != nil {
				failure = err
			}
		case *ast.CallExpr:
			if selector, ok := node.Fun.(*ast.SelectorExpr); ok && selector.Sel.Name == "Do" {
				called = true
				found.readDo(node, variables)
			}
		}
		return true
	})
	return found, called, failure
}

func (c *call) readAssignment(statement *ast.AssignStmt) error {
	switch target := statement.Lhs[0].(type) {
	case *ast.Ident:
		if target.Name == "path" {
			return c.readPath(statement.Rhs[0])
		}
	case *ast.IndexExpr:
		if object, ok := target.X.(*ast.Ident); !ok || object.Name != "queryParams" {
			return nil
		}
		name, _ := stringLiteral(target.Index)
		field := requestField(statement.Rhs[0])
		if field == "" && name == "update_mask" {
			field = "UpdateMask" // Encoded over two statements.
		}
		if name == "" || field == "" {
			return fmt.Errorf("a query parameter is not read from the request")
		}
		c.roles[field] = role{in: "query", name: name}
	}
	return nil
}

func (c *call) readPath(value ast.Expr) error {
	if literal, ok := stringLiteral(value); ok {
		c.path = literal
		return nil
	}
	format, ok := value.(*ast.CallExpr)
	if !ok {
		return fmt.Errorf("the path is neither a literal nor a format")
	}
	template, ok := stringLiteral(format.Args[0])
	if !ok {
		return fmt.Errorf("the path's format is not a literal")
	}
	pieces := strings.Split(template, "%v")
	if len(pieces) != len(format.Args) {
		return fmt.Errorf("the path %q does not fit its arguments", template)
	}
	path := strings.Builder{}
	path.WriteString(pieces[0])
	for i, argument := range format.Args[1:] {
		parameter, err := c.pathParameter(argument)
		if err != nil {
			return err
		}
		path.WriteString("{" + parameter + "}" + pieces[i+1])
	}
	c.path = path.String()
	return nil
}

func (c *call) pathParameter(argument ast.Expr) (string, error) {
	prefix := ""
	if nested, ok := argument.(*ast.CallExpr); ok {
		switch called := nested.Fun.(*ast.SelectorExpr); called.Sel.Name {
		case "ConfiguredAccountID":
			c.account = true
			return "account_id", nil
		case "EncodeMultiSegmentPathParameter":
			prefix = "+"
			argument = nested.Args[0]
		}
	}
	field := requestField(argument)
	if field == "" {
		return "", fmt.Errorf("a path parameter is not read from the request")
	}
	name := snakeCase(field)
	c.roles[field] = role{in: "path", name: name}
	if form := c.formOf(field); form != "" {
		c.account = c.account || strings.HasPrefix(form, "accounts/")
		return name + "=" + form, nil
	}
	return prefix + name, nil
}

func (c *call) readDo(do *ast.CallExpr, variables map[string]ast.Expr) {
	method := do.Args[1].(*ast.SelectorExpr).Sel.Name
	c.method = strings.ToUpper(strings.TrimPrefix(method, "Method"))
	if len(do.Args) < 7 || do.Ellipsis != token.NoPos {
		return
	}
	switch data := do.Args[5].(type) {
	case *ast.Ident:
		c.sent = data.Name == "request"
	case *ast.SelectorExpr:
		c.sent, c.data = true, data.Sel.Name
	}
	if response, ok := do.Args[6].(*ast.UnaryExpr); ok {
		c.response = variables[response.X.(*ast.Ident).Name]
	}
}

// requestField is the Go name of the field in `request.Field`, or empty.
func requestField(value ast.Expr) string {
	selector, ok := value.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	if object, ok := selector.X.(*ast.Ident); !ok || object.Name != "request" {
		return ""
	}
	return selector.Sel.Name
}

func receiver(method *ast.FuncDecl) string {
	if pointer, ok := method.Recv.List[0].Type.(*ast.StarExpr); ok {
		if name, ok := pointer.X.(*ast.Ident); ok {
			return name.Name
		}
	}
	return ""
}

func stringLiteral(value ast.Expr) (string, bool) {
	literal, ok := value.(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(literal.Value)
	return text, err == nil
}

// snakeCase turns WorkspaceId into workspace_id: path parameters have no name but Go's in the source.
func snakeCase(name string) string {
	out := strings.Builder{}
	for i, letter := range name {
		if unicode.IsUpper(letter) && i > 0 {
			out.WriteByte('_')
		}
		out.WriteRune(unicode.ToLower(letter))
	}
	return out.String()
}
