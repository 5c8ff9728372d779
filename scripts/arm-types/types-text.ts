import type { Member, ObjectType, ResourceType, TypesFile, ValueType } from "../../sandbox/arm-types/arm-types";

/** A `types.md` of Azure's types for Bicep, section by section: `## Name` or `## Resource Type@version`, then members. */
export class TypesText {
  private readonly sections = new Map<string, ObjectType>();

  constructor(text: string) {
    for (const section of text.split(/^## /m).slice(1)) {
      const [title = "", ...lines] = section.split("\n");
      this.sections.set(title.trim(), Object.fromEntries(lines.flatMap(memberIn)));
    }
  }

  /** @throws Error where the text has none of that type at that version, or nothing of a type that it names. */
  typesOf(types: readonly { type: string; apiVersion: string }[]): Omit<TypesFile, "source"> {
    const resources: Record<string, ResourceType> = {};
    const objects: Record<string, ObjectType> = {};
    for (const { apiVersion, type } of types) {
      const [title, members] = this.resource(`Resource ${type}@${apiVersion}`);
      const spelled = title.slice("Resource ".length).split("@")[0] ?? type;
      // The version stands in the address; id, name and type are repeated from there.
      const { apiVersion: _, name = { type: "string" }, ...others } = members;
      const { required: __, readOnly: ___, ...ownName } = name;
      objects[spelled] = { ...others, name: { type: "any", readOnly: true } };
      resources[spelled] = { apiVersion, name: ownName, body: spelled };
      this.addObjects(objects[spelled], objects);
    }
    return { resources, objects };
  }

  private resource(title: string): [string, ObjectType] {
    const found = [...this.sections].find(([each]) => each.toLowerCase() === title.toLowerCase());
    if (!found) throw new Error(`the text has no ${title}`);
    return found;
  }

  private addObjects(members: ObjectType, objects: Record<string, ObjectType>): void {
    for (const name of Object.values(members).flatMap(namedIn)) {
      if (objects[name]) continue;
      const section = this.sections.get(name);
      if (!section) throw new Error(`the text says nothing of ${name}`);
      objects[name] = section;
      this.addObjects(section, objects);
    }
  }
}

const PRIMITIVES: Readonly<Record<string, string>> = { string: "string", bool: "boolean", int: "number", any: "any" };
const CONTAINERS = new Set(["list", "map", ...Object.values(PRIMITIVES)]);

const namedIn = ({ of, type }: ValueType): string[] => (of ? namedIn(of) : CONTAINERS.has(type) ? [] : [type]);

/** `* **name**: type {constraints} (Flags): words`, of which the words are left. */
function memberIn(line: string): [string, Member][] {
  const [, name, rest] = /^\* \*\*(.+?)\*\*: (.*)$/.exec(line) ?? [];
  // Scopes stand in the same form.
  if (name === undefined || rest === undefined || name.endsWith("Scope(s)")) return [];
  const { after, type } = union(rest);
  const [, constraints = "", flags = ""] = /^(?: \{(.*?)\}(?= \(|: |$))?(?: \(([A-Za-z, ]+)\))?/.exec(after) ?? [];
  if (name === "Additional Properties Type") return [["*", type]];
  const given = new Set(flags.split(", "));
  if (given.has("ReadOnly")) return [[name, { type: "any", readOnly: true }]];
  return [
    [name, { ...type, ...constraintsIn(constraints), ...(given.has("Required") && { required: true as const }) }],
  ];
}

/** What follows from `'A' | 'B' | string`, `[Name](#name)[]` or `int` at the beginning of a text. */
function union(text: string): { type: ValueType; after: string } {
  const alternatives: ValueType[] = [];
  for (let rest = text; ; ) {
    const { after, type } = term(rest);
    alternatives.push(type);
    if (!after.startsWith(" | ")) return { type: joined(alternatives), after };
    rest = after.slice(" | ".length);
  }
}

function term(text: string): { type: ValueType; after: string } {
  const { after, type } = single(text);
  return after.startsWith("[]")
    ? { type: { type: "list", of: type }, after: after.slice("[]".length) }
    : { after, type };
}

function single(text: string): { type: ValueType; after: string } {
  if (text.startsWith("(")) {
    const inner = union(text.slice(1));
    return { ...inner, after: inner.after.slice(")".length) };
  }
  const [whole, value, object, word] = /^(?:'([^']*)'|\[(\w+)\]\(#\w+\)|(string|bool|int|any))/.exec(text) ?? [];
  if (whole === undefined) throw new Error(`the text has a type that is not understood: ${text.slice(0, 60)}`);
  const after = text.slice(whole.length);
  if (value !== undefined) return { type: { type: "string", values: [value] }, after };
  return { type: { type: object ?? PRIMITIVES[word ?? ""] ?? "any" }, after };
}

/** Values; `| string` after them says that later versions may have more. */
function joined(alternatives: readonly ValueType[]): ValueType {
  const values = alternatives.flatMap((each) => each.values ?? []);
  if (values.length > 0) return { type: "string", values };
  const [only = { type: "any" }, ...more] = alternatives;
  return more.length === 0 ? only : { type: "any" };
}

const NUMBERS: Readonly<Record<string, "minLength" | "maxLength" | "minimum" | "maximum">> = {
  minLength: "minLength",
  maxLength: "maxLength",
  minValue: "minimum",
  maxValue: "maximum",
};

function constraintsIn(text: string): Partial<ValueType> {
  const numbers = [...text.matchAll(/(\w+): (-?\d+)/g)].flatMap(([, name = "", number]) => {
    const known = NUMBERS[name];
    return known === undefined ? [] : [[known, Number(number)]];
  });
  const [, pattern] = /pattern: "(.*)"$/.exec(text) ?? [];
  return { ...Object.fromEntries(numbers), ...(pattern !== undefined && { pattern }) };
}
