import { parse } from "yaml";
import { z } from "zod";
import environment from "../../infra/config/generated/environment.schema.json";
import project from "../../infra/config/generated/project.schema.json";
import { seedSchema } from "../../sandbox/control-plane";

type Shape = Record<string, unknown>;

/** Every place that settings, projects and seeds have, by its path: `network.natGateway`, `models.*.online.workloadType`. */
const places: ReadonlyMap<string, readonly Shape[]> = placesOf([
  environment as Shape,
  project as Shape,
  z.toJSONSchema(seedSchema, { io: "input" }) as Shape,
]);

/**
 * Whether a text names a setting, by the end of its path: `natGateway`, `network.natGateway: false`, `protection: { lock: false }`;
 * a value must be one that the setting may have.
 */
export function isSetting(text: string): boolean {
  if (!/^\w+(\.\w+)*(: .+|:)?$/.test(text)) return false;
  const [path = "", ...more] = text.split(": ");
  return more.length === 0 ? isPlace(path.replace(/:$/, "")) : hasValue(path, parse(more.join(": ")));
}

const shapesAt = (path: string): Shape[] =>
  [...places].flatMap(([place, shapes]) => (place === path || place.endsWith(`.${path}`) ? shapes : []));

const isPlace = (path: string): boolean => shapesAt(path).length > 0;

function hasValue(path: string, value: unknown): boolean {
  if (value instanceof Object) return Object.entries(value).every(([key, each]) => hasValue(`${path}.${key}`, each));
  return shapesAt(path).some(({ enum: choices, type }) =>
    Array.isArray(choices) ? choices.includes(value) : [type].flat().includes(typeof value),
  );
}

/** Values that a setting may be chosen to have: `gitFolder`. */
export const isChoice = (text: string): boolean =>
  [...places.values()]
    .flat()
    .some(({ const: only, enum: choices }) => only === text || [choices].flat().includes(text));

function placesOf(schemas: readonly Shape[]): Map<string, Shape[]> {
  const found = new Map<string, Shape[]>();
  const walk = (shape: unknown, path: string[]): void => {
    if (!(shape instanceof Object)) return;
    const { additionalProperties, allOf, anyOf, items, oneOf, properties } = shape as Shape;
    const key = path.join(".");
    found.set(key, [...(found.get(key) ?? []), shape as Shape]);
    for (const each of [anyOf, oneOf, allOf].flat()) walk(each, path);
    walk(items, path);
    if (additionalProperties instanceof Object) walk(additionalProperties, [...path, "*"]);
    for (const [name, each] of Object.entries(properties ?? {})) walk(each, [...path, name.replace("lakestage:", "")]);
  };
  for (const schema of schemas) walk(schema, []);
  return found;
}
