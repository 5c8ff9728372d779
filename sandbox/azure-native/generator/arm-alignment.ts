import type { Properties, Property } from "../declaration";
import { elementType } from "../declaration";
import type { DeclaredProperties, PackageDeclarations } from "./package-declarations";
import { renamedProperties } from "./renamed-properties";

/** The parts of a field of the ARM catalogue that matter here. */
export interface ArmField {
  type: string;
  in?: string;
  required?: true;
  readOnly?: true;
}
export type ArmShapes = Readonly<Record<string, Readonly<Record<string, ArmField>>>>;

/**
 * Members that ARM gives every resource beside `properties`. A property that the catalogue's older API version does not
 * have is one of `properties`, unless it is one of these.
 */
const ENVELOPE = new Set([
  "eTag",
  "etag",
  "extendedLocation",
  "id",
  "identity",
  "kind",
  "location",
  "managedBy",
  "name",
  "plan",
  "sku",
  "systemData",
  "tags",
  "type",
  "zones",
]);

const PROPERTIES = "properties";

/** Finds out where ARM has what the npm package declares: the package lifts members of `properties` one level up. */
export class ArmAlignment {
  readonly types = new Map<string, Properties>();
  /** What the package declares and the catalogue lacks: members of a newer API version, by shape. */
  readonly newer = new Map<string, Map<string, ArmField>>();
  private readonly shapeOfType = new Map<string, string | undefined>();

  constructor(
    private readonly declared: PackageDeclarations,
    private readonly shapes: ArmShapes,
  ) {}

  /** @param shape the ARM shape that carries these properties; undefined where the catalogue has `any`. */
  align(properties: DeclaredProperties, shape: string | undefined, skip: ReadonlySet<string> = new Set()): Properties {
    const flattened = properties.has(PROPERTIES) ? undefined : this.nestedShape(shape);
    const aligned: Properties = {};
    for (const [name, { type, required }] of properties) {
      const property: Property = { type, ...(required ? { required: true as const } : {}) };
      aligned[name] = property;
      if (skip.has(name)) continue;
      const place = this.place(name, type, shape, flattened);
      if (place.wire !== name) property.wire = place.wire;
      if (type === "array<string>" && place.type?.startsWith("map<")) property.keys = true;
      this.alignNested(type, place.type);
    }
    return aligned;
  }

  private nestedShape(shape: string | undefined): string | undefined {
    const type = shape === undefined ? undefined : this.shapes[shape]?.[PROPERTIES]?.type;
    return type !== undefined && this.shapes[type] ? type : undefined;
  }

  private place(
    name: string,
    type: string,
    shape: string | undefined,
    flattened: string | undefined,
  ): { wire: string; type: string | undefined } {
    const own = this.find(shape, name);
    if (own) return own;
    const lifted = this.find(flattened, name);
    if (lifted) return { wire: `${PROPERTIES}.${lifted.wire}`, type: lifted.type };
    const inProperties = flattened !== undefined && !ENVELOPE.has(name);
    const home = inProperties ? flattened : shape;
    if (home !== undefined && this.shapes[home]) this.noteNewer(home, name, type);
    return { wire: inProperties ? `${PROPERTIES}.${name}` : name, type: undefined };
  }

  /** Under its own name, under the name that ARM has for it, or under the same name in another case. */
  private find(shape: string | undefined, name: string): { wire: string; type: string | undefined } | undefined {
    const fields = shape === undefined ? undefined : this.shapes[shape];
    if (shape === undefined || !fields) return undefined;
    const own = fields[name];
    if (own) return { wire: name, type: own.type };
    const renamed = renamedProperties[shape]?.[name];
    if (renamed !== undefined) return { wire: renamed, type: fields[renamed]?.type };
    const sameLetters = Object.keys(fields).find((field) => field.toLowerCase() === name.toLowerCase());
    return sameLetters === undefined ? undefined : { wire: sameLetters, type: fields[sameLetters]?.type };
  }

  private noteNewer(shape: string, name: string, type: string): void {
    const fields = this.newer.get(shape) ?? new Map<string, ArmField>();
    fields.set(name, { type: wireType(type) });
    this.newer.set(shape, fields);
  }

  private alignNested(type: string, armType: string | undefined): void {
    const contained = elementType(type);
    if (contained) {
      const armElement = armType === undefined ? undefined : elementType(armType)?.element;
      this.alignNested(contained.element, armElement);
      return;
    }
    const properties = this.declared.nestedType(type);
    if (!properties) return;
    const shape = armType !== undefined && this.shapes[armType] ? armType : undefined;
    const before = this.shapeOfType.get(type);
    // Seen already, or seen without knowing its shape and still not knowing it.
    if (this.shapeOfType.has(type) && (before !== undefined || shape === undefined)) return;
    this.shapeOfType.set(type, shape);
    // Claimed before its members are visited: types of the network contain each other.
    this.types.set(type, {});
    this.types.set(type, this.align(properties, shape));
  }
}

/** The catalogue's name of a type that only the npm package has: its nested types have no counterpart there. */
function wireType(type: string): string {
  const contained = elementType(type);
  if (contained) return `${contained.container}<${wireType(contained.element)}>`;
  return ["string", "boolean", "number"].includes(type) ? type : "any";
}
