import { otherValues, type Path, partsBelow, projectSchema, settingsSchema, withValue } from "../../infra/config";
import type { DeclaredResource, DeclaredStack } from "../../infra/declaration";
import type { Finding } from "../../policies/finding";

/** A property that is something else where a setting is. */
export interface Moved extends Required<Pick<Finding, "urn" | "property">> {
  /** The settings of which it holds: `environment compute.warehouse.size`, `project training.retries`. */
  settings: Set<string>;
}

/** Every single value of every resource that another value of a setting changes, one setting at a time. */
export async function movedProperties(stack: DeclaredStack): Promise<Moved[]> {
  const moved = new Map<string, Moved>();
  const { project, settings } = stack;
  const before = new Map(stack.resources.map((resource) => [resource.urn, resource]));
  const note = (setting: string, declared: readonly DeclaredResource[] | undefined): void => {
    for (const { inputs, urn } of declared ?? []) {
      for (const property of differing(before.get(urn)?.inputs, inputs)) {
        const key = `${urn} ${property}`;
        const known = moved.get(key) ?? { urn, property, settings: new Set() };
        known.settings.add(setting);
        moved.set(key, known);
      }
    }
  };
  for (const path of singleValues((at) => partsBelow(settingsSchema, settings, at))) {
    for (const other of otherValues(settingsSchema, settings, path)) {
      note(`environment ${path.join(".")}`, await stack.declaredWith({ settings: withValue(settings, path, other) }));
    }
  }
  if (!project) return [...moved.values()];
  for (const path of singleValues((at) => partsBelow(projectSchema, project, at))) {
    for (const other of otherValues(projectSchema, project, path)) {
      note(`project ${path.join(".")}`, await stack.declaredWith({ project: withValue(project, path, other) }));
    }
  }
  return [...moved.values()];
}

function singleValues(partsOf: (path: Path) => readonly (string | number)[], path: Path = []): Path[] {
  const parts = partsOf(path);
  return parts.length === 0 && path.length > 0
    ? [path]
    : parts.flatMap((part) => singleValues(partsOf, [...path, part]));
}

/** Paths of single values that are there in both and differ. */
function differing(one: unknown, other: unknown, path = ""): string[] {
  if (typeof one !== "object" || one === null || typeof other !== "object" || other === null) {
    return one === other || one === undefined || other === undefined ? [] : [path];
  }
  const isList = Array.isArray(one);
  return Object.entries(one).flatMap(([key, value]) => {
    const step = isList ? `[${key}]` : path === "" ? key : `.${key}`;
    return differing(value, (other as Record<string, unknown>)[key], `${path}${step}`);
  });
}
