import { isJsonObject, type Json, type JsonObject } from "../catalogue/json";
import { sameProperty, sameValue } from "./equality";

export type ChangeKind = "add" | "delete" | "update";

/** What an update would do. */
export interface Difference {
  /** By property path in Pulumi's notation: `sku.name`, `subnets[0]`, `tags["cost.centre"]`. */
  changes: Map<string, { kind: ChangeKind; replaces: boolean }>;
  /** Names of the inputs whose change makes a new resource. */
  replacements: string[];
}

/** Compares two sets of inputs. @param replacing the inputs that Azure does not change in place. */
export function differenceOf(before: JsonObject, after: JsonObject, replacing: ReadonlySet<string>): Difference {
  const difference: Difference = { changes: new Map(), replacements: [] };
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (sameProperty(name, before[name], after[name])) continue;
    const found = new Map<string, ChangeKind>();
    collect(name, before[name], after[name], found);
    const replaces = replacing.has(name);
    if (replaces && found.size > 0) difference.replacements.push(name);
    for (const [path, kind] of found) difference.changes.set(path, { kind, replaces });
  }
  return difference;
}

function collect(
  path: string,
  before: Json | undefined,
  after: Json | undefined,
  found: Map<string, ChangeKind>,
): void {
  if (sameValue(before ?? null, after ?? null)) return;
  if (isJsonObject(before) && isJsonObject(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      collect(`${path}${member(name)}`, before[name], after[name], found);
    }
  } else if (Array.isArray(before) && Array.isArray(after)) {
    for (let index = 0; index < Math.max(before.length, after.length); index++) {
      collect(`${path}[${index}]`, before[index], after[index], found);
    }
  } else if (before === undefined || before === null) {
    found.set(path, "add");
  } else {
    found.set(path, after === undefined || after === null ? "delete" : "update");
  }
}

const member = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`);
