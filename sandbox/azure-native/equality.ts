import { isJsonObject, type Json } from "../catalogue/json";

/**
 * Whether Azure means the same by two values: resource ids without regard to case, instants in any notation, and
 * objects without regard to the order of their members. Strings are otherwise compared as they are.
 */
export function sameValue(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (typeof a === "string" && typeof b === "string") return sameText(a, b);
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameValue(item, b[index]));
  }
  if (isJsonObject(a) && isJsonObject(b)) {
    const names = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...names].every((name) => sameValue(a[name] ?? null, b[name] ?? null));
  }
  return false;
}

/** As `sameValue`, for a property of this name: `West Europe` and `westeurope` are one location. */
export function sameProperty(name: string, a: Json | undefined, b: Json | undefined): boolean {
  if (name === "location" && typeof a === "string" && typeof b === "string") {
    return canonicalLocation(a) === canonicalLocation(b);
  }
  return sameValue(a, b);
}

const canonicalLocation = (location: string): string => location.replaceAll(" ", "").toLowerCase();

function sameText(a: string, b: string): boolean {
  if (isResourceId(a) && isResourceId(b)) return a.toLowerCase() === b.toLowerCase();
  return isInstant(a) && isInstant(b) && Date.parse(a) === Date.parse(b);
}

const isResourceId = (text: string): boolean => /^\/(subscriptions|providers)\//i.test(text);

const isInstant = (text: string): boolean => /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text);
