import type { Catalogue, Shape } from "./catalogue";
import type { Json, JsonObject } from "./json";
import { integerOf } from "./lossless-json";
import { elementType, isInt64, isInteger, primitives } from "./types";
import { missingField, unknownField, type Violation, wrongType, wrongValue } from "./violation";

/** What stands in a path or a query is text: this reads it as the type that its field has. */
export class TextValues {
  constructor(private readonly catalogue: Catalogue) {}

  /** Undefined where the text is of the type. */
  violation(type: string, text: string, field: string): Violation | undefined {
    const values = this.catalogue.enum(type);
    if (values) return values.has(text) ? undefined : wrongValue(field, text, values);
    return isOfType(type, text) ? undefined : wrongType(field, type, text);
  }

  value(type: string, text: string): Json {
    if (type === "integer" || type === "int64") return integerOf(text);
    if (type === "number") return Number(text);
    return type === "boolean" ? text === "true" : text;
  }

  queryViolations(shape: Shape, query: Record<string, string[]>): Violation[] {
    const violations: Violation[] = [];
    const given = new Set<string>();
    for (const [name, texts] of Object.entries(query)) {
      given.add(name.split(".", 1)[0] ?? name);
      const type = this.queryType(shape, name);
      if (type === undefined) {
        violations.push(unknownField(name, name, Object.keys(shape)));
        continue;
      }
      const element = elementType(type)?.element;
      if (element === undefined && texts.length > 1) violations.push(wrongType(name, type, texts));
      for (const text of texts) {
        const violation = this.violation(element ?? type, text, name);
        if (violation) violations.push(violation);
      }
    }
    for (const [name, field] of Object.entries(shape)) {
      if (field.required && !given.has(name)) violations.push(missingField(name));
    }
    return violations;
  }

  /** The query as an object: `filter_by.name=x` is a member of a member. */
  queryValues(shape: Shape, query: Record<string, string[]>): JsonObject {
    const values: JsonObject = {};
    for (const [name, texts] of Object.entries(query)) {
      const type = this.queryType(shape, name);
      const [first] = texts;
      if (type === undefined || first === undefined) continue;
      const element = elementType(type)?.element;
      const value = element === undefined ? this.value(type, first) : texts.map((text) => this.value(element, text));
      place(values, name.split("."), value);
    }
    return values;
  }

  /** The type of `name`, or of what a dotted name leads to; undefined where there is none or it is no text. */
  private queryType(shape: Shape, name: string): string | undefined {
    let type: string | undefined = shape[name]?.type;
    if (type === undefined) {
      let members: Shape | undefined = shape;
      for (const member of name.split(".")) {
        type = members?.[member]?.type;
        members = type === undefined ? undefined : this.catalogue.shape(type);
      }
    }
    return type === undefined || this.catalogue.shape(type) ? undefined : type;
  }
}

function isOfType(type: string, text: string): boolean {
  if (type === "integer") return isInteger(text);
  if (type === "int64") return isInt64(text);
  if (type === "number") return text.trim() !== "" && Number.isFinite(Number(text));
  if (type === "boolean") return text === "true" || text === "false";
  return primitives[type]?.(text) ?? false;
}

function place(into: JsonObject, path: string[], value: Json): void {
  const [name = "", ...rest] = path;
  if (rest.length === 0) {
    into[name] = value;
    return;
  }
  const existing = into[name];
  const nested = typeof existing === "object" && existing !== null && !Array.isArray(existing) ? existing : {};
  into[name] = nested;
  place(nested, rest, value);
}
