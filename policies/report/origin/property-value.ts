import { isRecord } from "../../../infra/config";
import type { DeclaredResource } from "../../../infra/declaration";

/** What stands at a property of a resource, and whether what it is part of is there. */
export interface PropertyValue {
  value: unknown;
  hasHolder: boolean;
}

/** @param property as findings name it: `tasks[0].timeoutSeconds`. Undefined: whether the resource is there. */
export function propertyOf(resource: DeclaredResource | undefined, property: string | undefined): PropertyValue {
  if (!resource || property === undefined) return { value: resource !== undefined, hasHolder: true };
  if (property === "protect") return { value: resource.protect, hasHolder: true };
  if (property === "ignoreChanges") return { value: resource.ignoreChanges, hasHolder: true };
  return below(resource.inputs, property);
}

const INDEX = /^\[(\d+)\]\.?/;

/** Keys may have dots in them: the longest that is there counts. */
function below(holder: unknown, path: string): PropertyValue {
  const [whole, index] = INDEX.exec(path) ?? [];
  if (Array.isArray(holder) && whole !== undefined) return then(holder[Number(index)], path.slice(whole.length));
  if (!isRecord(holder)) return { value: undefined, hasHolder: false };
  const ends = [...path.matchAll(/[.[]|$/g)].map((match) => match.index).reverse();
  const end = ends.find((at) => Object.hasOwn(holder, path.slice(0, at)));
  const first = ends.at(-1) ?? path.length;
  // Its holder is there only where nothing else is named below it.
  if (end === undefined) return { value: undefined, hasHolder: first === path.length };
  return then(holder[path.slice(0, end)], path.slice(end).replace(/^\./, ""));
}

const then = (value: unknown, rest: string): PropertyValue =>
  rest === "" ? { value, hasHolder: true } : below(value, rest);

/** How many single values differ between two. */
export function differences(one: unknown, other: unknown): number {
  if (one === other) return 0;
  const [ones, others] = [membersOf(one), membersOf(other)];
  if (!ones && !others) return 1;
  const keys = new Set([...Object.keys(ones ?? {}), ...Object.keys(others ?? {})]);
  const sum = [...keys].reduce((count, key) => count + differences(ones?.[key], others?.[key]), 0);
  return ones && others ? sum : Math.max(sum, 1);
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return Array.isArray(value) ? { ...value } : isRecord(value) ? value : undefined;
}
