import type { Catalogue, Shape } from "./catalogue";
import { isJsonObject } from "./json";
import { elementType, primitives } from "./types";
import { missingField, unknownField, type Violation, wrongType, wrongValue } from "./violation";

export type Report = (violation: Violation) => void;

/** Reports how a value found at `field` differs from a type. */
export type Check = (value: unknown, field: string, report: Report) => void;

/** Turns types into functions, once each, so that checking a body looks nothing up. */
export class BodyChecks {
  private readonly compiled = new Map<string, Check>();

  constructor(private readonly catalogue: Catalogue) {}

  type(type: string): Check {
    const existing = this.compiled.get(type);
    if (existing) return existing;
    // Shapes contain themselves: what is compiled meanwhile gets this stand-in.
    let check: Check = () => undefined;
    this.compiled.set(type, (value, field, report) => check(value, field, report));
    check = this.compile(type);
    this.compiled.set(type, check);
    return check;
  }

  private compile(type: string): Check {
    const contained = elementType(type);
    if (contained) {
      const element = this.type(contained.element);
      return contained.container === "array" ? arrayOf(element, type) : mapOf(element, type);
    }
    const shape = this.catalogue.shape(type);
    if (shape) return this.object(shape);
    const values = this.catalogue.enum(type);
    if (values) return enumOf(values);
    const accepts = primitives[type];
    if (!accepts) throw new Error(`The catalogue has no type ${type}`);
    return (value, field, report) => {
      if (!accepts(value)) report(wrongType(field, type, value));
    };
  }

  /**
   * Fields that a request has in its path or query are members, too, wherever the shape is not the request itself: some
   * clients send them and some do not, so that none is required.
   */
  object(shape: Shape): Check {
    const fields = new Map(Object.entries(shape).map(([name, field]) => [name, this.type(field.type)]));
    // What a request has in its path or query is not repeated in its body, nor where the shape is nested in another.
    const others = fields.get("*");
    const required = Object.keys(shape).filter((name) => shape[name]?.required && shape[name]?.in === undefined);
    return (value, field, report) => {
      if (!isJsonObject(value)) {
        report(wrongType(field, "object", value));
        return;
      }
      for (const name in value) {
        const member = value[name];
        const check = fields.get(name) ?? others;
        if (!check) report(unknownField(memberOf(field, name), name, fields.keys()));
        // As in the services' decoders, null means absent.
        else if (member !== null && member !== undefined) check(member, memberOf(field, name), report);
      }
      for (const name of required) {
        if (value[name] === null || value[name] === undefined) report(missingField(memberOf(field, name)));
      }
    };
  }
}

function arrayOf(element: Check, type: string): Check {
  return (value, field, report) => {
    if (!Array.isArray(value)) report(wrongType(field, type, value));
    else for (let i = 0; i < value.length; i++) element(value[i], `${field}[${i}]`, report);
  };
}

function mapOf(element: Check, type: string): Check {
  return (value, field, report) => {
    if (!isJsonObject(value)) report(wrongType(field, type, value));
    else for (const key in value) element(value[key], memberOf(field, key), report);
  };
}

function enumOf(values: ReadonlySet<string>): Check {
  return (value, field, report) => {
    if (typeof value !== "string") report(wrongType(field, "string", value));
    else if (!values.has(value)) report(wrongValue(field, value, values));
  };
}

function memberOf(object: string, name: string): string {
  return object === "" ? name : `${object}.${name}`;
}
