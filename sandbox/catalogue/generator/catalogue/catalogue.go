// Package catalogue holds what is known of an API's operations and shapes, and writes it as JSON.
package catalogue

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
)

// Source is a Go module, and its version, from which a catalogue was read.
type Source struct {
	Module  string `json:"module"`
	Version string `json:"version"`
}

// Operation is one call of the API.
type Operation struct {
	Method      string `json:"method"`
	Path        string `json:"path"`
	Plane       string `json:"plane"`
	Request     string `json:"request,omitempty"`
	Response    string `json:"response,omitempty"`
	APIVersion  string `json:"apiVersion,omitempty"`
	LongRunning bool   `json:"longRunning,omitempty"`
}

// Field is one member of a shape. In is empty for a member of the JSON object.
type Field struct {
	Type     string `json:"type"`
	In       string `json:"in,omitempty"`
	Required bool   `json:"required,omitempty"`
	ReadOnly bool   `json:"readOnly,omitempty"`
}

// Shape is an object: its fields by their names in JSON, in a path, a query or a header.
type Shape map[string]Field

// Catalogue is everything read from the sources; the keys are Go's qualified names.
type Catalogue struct {
	Sources    []Source
	Operations map[string]Operation
	Shapes     map[string]Shape
	Enums      map[string][]string
	// Notes say what could not be expressed, for the person who regenerates.
	Notes []string
}

// New returns a catalogue with nothing in it.
func New() *Catalogue {
	return &Catalogue{
		Operations: map[string]Operation{},
		Shapes:     map[string]Shape{},
		Enums:      map[string][]string{},
	}
}

// Write prints one line for each entry, sorted, so that a new version of a source gives a readable difference.
func (c *Catalogue) Write(w io.Writer) error {
	var out bytes.Buffer
	out.WriteString("{\n\"sources\": [")
	for i, source := range c.Sources {
		separate(&out, i)
		if err := writeValue(&out, source); err != nil {
			return err
		}
	}
	out.WriteString("\n],\n")
	if err := writeEntries(&out, "operations", c.Operations); err != nil {
		return err
	}
	out.WriteString(",\n")
	if err := writeEntries(&out, "shapes", c.Shapes); err != nil {
		return err
	}
	out.WriteString(",\n")
	if err := writeEntries(&out, "enums", c.Enums); err != nil {
		return err
	}
	out.WriteString("\n}\n")
	_, err := w.Write(out.Bytes())
	return err
}

func writeEntries[V any](out *bytes.Buffer, name string, entries map[string]V) error {
	out.WriteString(`"` + name + "\": {")
	for i, key := range SortedKeys(entries) {
		separate(out, i)
		if err := writeValue(out, key); err != nil {
			return err
		}
		out.WriteString(": ")
		if err := writeValue(out, entries[key]); err != nil {
			return err
		}
	}
	out.WriteString("\n}")
	return nil
}

func separate(out *bytes.Buffer, index int) {
	if index > 0 {
		out.WriteByte(',')
	}
	out.WriteByte('\n')
}

// writeValue is compact JSON; unlike json.Marshal it leaves <, > and & as they are, since types are written array<T>.
func writeValue(out *bytes.Buffer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return err
	}
	out.Truncate(out.Len() - 1) // Encode ends with a line feed.
	return nil
}

// SortedKeys returns the keys of a map in order.
func SortedKeys[V any](entries map[string]V) []string {
	keys := make([]string, 0, len(entries))
	for key := range entries {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
