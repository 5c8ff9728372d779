import type { z } from "zod";
import { type Shape, shapesAt, valueAt } from "./schema-shape";
import type { Path } from "./source-file";
import { isRecord } from "./stack-file";

/** What is below `path`: keys that the values or the schema have, or places in a list. */
export function partsBelow(schema: z.ZodType, values: unknown, path: Path): (string | number)[] {
  const value = valueAt(values, path);
  if (Array.isArray(value)) return [...value.keys()];
  if (!isRecord(value)) return [];
  const known = shapesAt(schema, values, path).flatMap(({ properties }) =>
    isRecord(properties) ? Object.keys(properties) : [],
  );
  return [...new Set([...Object.keys(value), ...known])].filter((key) => isFree(schema, values, [...path, key]));
}

/**
 * What else could stand at `path`, of the kind that the schema has there, so that whatever follows from it is something
 * else, too. Whether it makes sense is not asked. In a section, all that is in it differs.
 */
export function otherValues(schema: z.ZodType, values: unknown, path: Path): unknown[] {
  const value = valueAt(values, path);
  const shapes = shapesAt(schema, values, path);
  if (value === undefined || value === null) return shapes.flatMap((shape) => examplesOf(shape));
  const inner = partsBelow(schema, values, path).map(
    (part) => [part, otherValues(schema, values, [...path, part])] as const,
  );
  if (Array.isArray(value)) {
    if (value.length === 0) return shapes.flatMap((shape) => examplesOf(shape));
    const others = inner.flatMap(([, [other]]) => (other === undefined ? [] : [other]));
    return others.length === value.length ? [others, []] : [[]];
  }
  if (isRecord(value)) {
    // Of a switch that nobody has set, nobody knows here which way makes a difference.
    const ways = Math.min(2, Math.max(1, ...inner.map(([, others]) => others.length)));
    const way = (index: number) => inner.map(([part, others]) => [part, others[index] ?? others[0]] as const);
    return Array.from({ length: ways }, (_, index) => ({ ...value, ...Object.fromEntries(way(index)) }));
  }
  return otherScalars(value, shapes);
}

/** Something else than one of several alternatives is no value of this one. */
const isFree = (schema: z.ZodType, values: unknown, path: Path): boolean => {
  const shapes = shapesAt(schema, values, path);
  return shapes.length > 0 && !shapes.every((shape) => "const" in shape);
};

function otherScalars(value: unknown, shapes: readonly Shape[]): unknown[] {
  if (typeof value === "boolean") return [!value];
  if (typeof value === "number") return [value + 1];
  const members = shapes.flatMap(membersOf).filter((member) => member !== value);
  if (members.length > 0) return members;
  // Where something has to have the name, there is nothing else to try than to leave it out.
  if (shapes.some((shape) => shape.namesAnother === true)) return [];
  return typeof value === "string" ? [otherText(value)] : [];
}

const membersOf = (shape: Shape): unknown[] => {
  if (Array.isArray(shape.enum)) return shape.enum;
  return "const" in shape ? [shape.const] : [];
};

/** Addresses, crons, versions and sizes stay what they are with another number. */
const otherText = (text: string): string =>
  /\d/.test(text) ? text.replace(/\d/, (digit) => String((Number(digit) + 1) % 10)) : `${text}x`;

function examplesOf(shape: Shape): unknown[] {
  const members = membersOf(shape);
  if (members.length > 0) return members;
  const { additionalProperties, items, minimum, properties, required, type } = shape;
  if (type === "boolean") return [true, false];
  if (type === "number" || type === "integer") return [typeof minimum === "number" ? minimum + 1 : 1];
  if (type === "array") return exampleOf(items).map((item) => [item]);
  if (type !== "object") return ["example"];
  const names = Array.isArray(required) ? required.map(String) : [];
  const said = names.map((name) => [name, exampleOf(isRecord(properties) ? properties[name] : undefined)[0]] as const);
  const [free] = isRecord(additionalProperties) ? exampleOf(additionalProperties) : [];
  return [{ ...Object.fromEntries(said), ...(free !== undefined && { example: free }) }];
}

function exampleOf(shape: unknown): unknown[] {
  if (!isRecord(shape)) return ["example"];
  const several = shape.anyOf ?? shape.oneOf;
  return examplesOf(Array.isArray(several) && isRecord(several[0]) ? several[0] : shape).slice(0, 1);
}
