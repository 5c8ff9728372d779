import { z } from "zod";
import type { Path } from "./source-file";
import { isRecord } from "./stack-file";

/** Keys that the schema names at `path`; where several alternatives may stand there, those of the ones that fit. */
export const keysAt = (schema: z.ZodType, values: unknown, path: Path): string[] =>
  shapesAt(schema, values, path).flatMap(propertiesOf);

/** Keys that the schema asks for at `path`. */
export const requiredKeysAt = (schema: z.ZodType, values: unknown, path: Path): string[] =>
  shapesAt(schema, values, path).flatMap(({ required }) => (Array.isArray(required) ? required.map(String) : []));

/** Whether the schema has a place for something at `path`, whatever stands beside it. */
export const hasPlace = (schema: z.ZodType, path: Path): boolean => shapesAt(schema, undefined, path).length > 0;

/** Whether what stands at `path` keeps its text, where it is a number or a truth value: see `asWritten`. */
export const keepsText = (schema: z.ZodType, values: unknown, path: Path): boolean =>
  shapesAt(schema, values, path).some((shape) => shape.asWritten === true);

/** Whether nothing may be twice in the list at `path`. */
export const isSet = (schema: z.ZodType, values: unknown, path: Path): boolean =>
  shapesAt(schema, values, path).some((shape) => shape.uniqueItems === true);

/** Whether keys at `path` are anybody's to choose. */
export const isOpen = (schema: z.ZodType, values: unknown, path: Path): boolean =>
  shapesAt(schema, values, path).some((shape) => isRecord(shape.additionalProperties));

/** Whether what stands at `path` is a secret, which files hold encrypted. */
export const isSecret = (schema: z.ZodType, values: unknown, path: Path): boolean =>
  shapesAt(schema, values, path).some((shape) => shape.encrypted === true);

/** `rule: "manual"`, of the alternative that a key at `path` belongs to and that the values did not choose. */
export function alternativeWith(schema: z.ZodType, values: unknown, path: Path, key: string): string | undefined {
  const chosen = shapesAt(schema, values, path);
  const others = shapesAt(schema, undefined, path).filter((shape) => !chosen.includes(shape));
  const other = others.find((shape) => propertiesOf(shape).includes(key));
  const [choice] = Object.entries(constantsOf(other ?? {}));
  return choice && `${choice[0]}: ${choice[1]}`;
}

/** The value at `path`; undefined where there is none. */
export const valueAt = (values: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, part) => {
    if (Array.isArray(value)) return value[Number(part)];
    return isRecord(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  }, values);

export type Shape = Record<string, unknown>;

/** What a schema takes, as a JSON Schema. */
export const inputShape = (
  schema: z.ZodType,
  override: z.core.ToJSONSchemaParams["override"] = () => {},
): z.core.JSONSchema.JSONSchema => z.toJSONSchema(schema, { io: "input", unrepresentable: "any", override });

/** Zod keeps no public door to a nested shape; the JSON Schema has them all. */
const described = new WeakMap<z.ZodType, unknown>();

/** The JSON Schemas of what may stand at `path`: several where there are alternatives that the values did not choose between. */
export function shapesAt(schema: z.ZodType, values: unknown, path: Path): Shape[] {
  if (!described.has(schema)) described.set(schema, inputShape(schema));
  let shapes = fitting(alternatives(described.get(schema)), values);
  for (const [index, part] of path.entries()) {
    const value = valueAt(values, path.slice(0, index + 1));
    shapes = fitting(
      shapes.flatMap((shape) => alternatives(partOf(shape, part))),
      value,
    );
  }
  return shapes;
}

function partOf({ additionalProperties, items, properties }: Shape, part: string | number): unknown {
  const named = isRecord(properties) && Object.hasOwn(properties, part) ? properties[part] : undefined;
  return named ?? items ?? additionalProperties;
}

/** A schema, or those of which a value may fit any. */
function alternatives(schema: unknown): Shape[] {
  if (!isRecord(schema)) return [];
  const several = schema.anyOf ?? schema.oneOf;
  if (!Array.isArray(several)) return [schema];
  const { asWritten } = schema;
  return several.flatMap(alternatives).map((shape) => (asWritten === undefined ? shape : { ...shape, asWritten }));
}

/** Of alternatives that are told apart by a constant, the one that the value chose. */
function fitting(shapes: Shape[], value: unknown): Shape[] {
  if (!isRecord(value)) return shapes;
  const chosen = shapes.filter((shape) => Object.entries(constantsOf(shape)).every(([key, one]) => value[key] === one));
  return chosen.length > 0 ? chosen : shapes;
}

const propertiesOf = ({ properties }: Shape): string[] => (isRecord(properties) ? Object.keys(properties) : []);

const constantsOf = ({ properties }: Shape): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(isRecord(properties) ? properties : {}).flatMap(([key, property]) =>
      isRecord(property) && "const" in property ? [[key, property.const]] : [],
    ),
  );
