import type { JsonObject } from "../catalogue/json";
import { pathParameters } from "./declaration";

/** Fills a path template in. Parameters without a value are an error of the caller: `check` has found them before. */
export function resourceId(template: string, values: JsonObject): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, parameter: string) => {
    const value = values[parameter];
    if (typeof value !== "string") throw new Error(`${template} needs a value for ${parameter}`);
    // Scopes are resource ids themselves and come with their own leading slash.
    return value.replace(/^\/+|\/+$/g, "");
  });
}

/** The values of a template's parameters in a resource id; undefined when the id is not of that form. */
export function parseResourceId(template: string, id: string): Record<string, string> | undefined {
  const names = pathParameters(template);
  const scoped = names.filter((name) => template.startsWith(`/{${name}}`));
  // Azure compares ids without regard to case. Only a leading scope spans several segments.
  const pattern = template
    .replaceAll(/[.()]/g, "\\$&")
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => (scoped.includes(name) ? "(.+)" : "([^/]+)"));
  const match = new RegExp(`^${pattern}$`, "i").exec(id);
  if (!match) return undefined;
  return Object.fromEntries(
    names.map((name, index) => {
      const value = match[index + 1] ?? "";
      return [name, scoped.includes(name) ? `/${value}` : value];
    }),
  );
}

/** The parameter that names the resource itself: the last one of its path. */
export function nameParameter(template: string): string {
  return pathParameters(template).at(-1) ?? "";
}
