package databricks

import (
	"go/ast"
	"regexp"
)

// Some services name an object by its whole path, projects/x/branches/y, and give every kind of object one template:
// GET /api/2.0/postgres/{name}. Only the field's comment tells which names an operation takes.
var (
	documentedForm = regexp.MustCompile(`[a-z][\w-]*/\{[\w.]+\}(?:/[\w-]+(?:/\{[\w.]+\})?)*`)
	placeholder    = regexp.MustCompile(`\{[\w.]+\}`)
)

// nameForm is that form with a star for each part that varies, as in projects/*/branches/*; empty where there is none.
func (p *sdkPackage) nameForm(shape, field string) string {
	structure, ok := p.types[shape].(*ast.StructType)
	if !ok {
		return ""
	}
	for _, member := range structure.Fields.List {
		if len(member.Names) == 1 && member.Names[0].Name == field {
			return placeholder.ReplaceAllString(documentedForm.FindString(member.Doc.Text()), "*")
		}
	}
	return ""
}
