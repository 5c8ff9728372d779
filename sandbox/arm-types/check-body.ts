import { isJsonObject, type Json, type JsonObject } from "../catalogue/json";
import type { ArmType, ObjectType, ValueType } from "./arm-types";

/** One way in which a request differs from what Azure publishes. */
export interface Finding {
  /** Where: `properties.networkAcls.ipRules[0].value`; `name` is the resource's own. */
  path: string;
  problem: "unknown" | "missing" | "read-only" | "type" | "value" | "length" | "bounds" | "pattern";
  /** All of this as a clause. Never the value itself, which may be a secret. */
  message: string;
}

export interface Checked {
  findings: Finding[];
  /** How many members were held against their type. */
  members: number;
}

/** Holds the body of a PUT, and the name in its path, against what Azure publishes of the resource's type. */
export function checkBody(type: ArmType, name: string, body: JsonObject): Checked {
  const check = new BodyCheck(type.file.objects);
  check.value(name, type.name, "name");
  check.value(body, { type: type.body }, "");
  return check;
}

class BodyCheck implements Checked {
  readonly findings: Finding[] = [];
  members = 0;

  constructor(private readonly objects: Readonly<Record<string, ObjectType>>) {}

  value(value: Json, type: ValueType, path: string): void {
    const members = this.objects[type.type];
    const kind = members ? "object" : type.type;
    const expected = KINDS[kind];
    if (expected && !expected.is(value)) this.found(path, "type", `must be ${expected.name}`);
    else if (members) this.object(value as JsonObject, members, path);
    else if (kind === "list") this.list(value as Json[], type, path);
    else if (kind === "map") this.map(value as JsonObject, type, path);
    else if (kind === "string") this.text(value as string, type, path);
    else if (kind === "number") this.number(value as number, type, path);
  }

  private object(object: JsonObject, members: ObjectType, path: string): void {
    for (const [name, value] of Object.entries(object)) {
      if (isAbsent(value)) continue;
      const member = members[name] ?? members["*"];
      const at = join(path, name);
      if (!member) this.found(at, "unknown", "is no member that Azure knows");
      else if (member.readOnly) this.found(at, "read-only", "is read-only: Azure fills it in");
      else {
        this.members++;
        this.value(value, member, at);
      }
    }
    for (const [name, { required }] of Object.entries(members)) {
      if (required && isAbsent(object[name])) this.found(join(path, name), "missing", "is required");
    }
  }

  private list(items: Json[], type: ValueType, path: string): void {
    this.length(items.length, type, path, "items");
    for (const [index, item] of items.entries()) this.value(item, type.of ?? ANY, `${path}[${index}]`);
  }

  private map(values: JsonObject, type: ValueType, path: string): void {
    for (const [name, value] of Object.entries(values)) {
      if (!isAbsent(value)) this.value(value, type.of ?? ANY, join(path, name));
    }
  }

  private text(text: string, type: ValueType, path: string): void {
    const { pattern, values } = type;
    if (values && !values.includes(text)) this.found(path, "value", `must be one of ${values.join(", ")}`);
    if (pattern !== undefined && !new RegExp(pattern).test(text)) this.found(path, "pattern", `must match ${pattern}`);
    this.length(text.length, type, path, "characters");
  }

  private length(length: number, { minLength = 0, maxLength = length }: ValueType, path: string, unit: string): void {
    if (length < minLength) this.found(path, "length", `must have at least ${minLength} ${unit}`);
    if (length > maxLength) this.found(path, "length", `must have at most ${maxLength} ${unit}`);
  }

  private number(value: number, { minimum = value, maximum = value }: ValueType, path: string): void {
    if (value < minimum) this.found(path, "bounds", `must be at least ${minimum}`);
    if (value > maximum) this.found(path, "bounds", `must be at most ${maximum}`);
  }

  private found(path: string, problem: Finding["problem"], clause: string): void {
    this.findings.push({ path, problem, message: `${path || "the body"} ${clause}` });
  }
}

/** What values of a type are in JSON; anything is of a type that is not here. */
const KINDS: Readonly<Record<string, { name: string; is: (value: Json) => boolean }>> = {
  boolean: { name: "a boolean", is: (value) => typeof value === "boolean" },
  list: { name: "a list", is: Array.isArray },
  map: { name: "an object", is: isJsonObject },
  number: { name: "a number", is: (value) => typeof value === "number" },
  object: { name: "an object", is: isJsonObject },
  string: { name: "a string", is: (value) => typeof value === "string" },
};

const ANY: ValueType = { type: "any" };

const isAbsent = (value: Json | undefined): value is null | undefined => value === null || value === undefined;

const join = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);
