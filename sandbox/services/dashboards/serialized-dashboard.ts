import { isDeepStrictEqual } from "node:util";
import { isJsonObject } from "../../catalogue/json";
import { jsonText, parseJson } from "../../catalogue/lossless-json";
import { invalidParameter, type Json, type JsonObject, parseCallerJson } from "../../control-plane";

/** Where names in the queries of datasets are looked up: absent, as each dataset says itself. */
export interface DatasetDefaults {
  catalog?: string;
  schema?: string;
}

const BLANK: JsonObject = { pages: [{ name: "page1", displayName: "Untitled page" }] };

/**
 * A dashboard's definition as the service keeps it: as it was written, but with the type of its pages, and with the
 * catalog and the schema that were given for all datasets. Where these change something, the whole is written anew, with
 * members in the order of their names. The CLI's stand-in for the service records when that is.
 * @param given JSON text; empty for a dashboard of one blank page.
 * @throws ApiError 400 for what is not a definition, and for a name that is there twice.
 */
export function keptDashboard(given: string, defaults: DatasetDefaults): string {
  const before = given.trim() === "" ? BLANK : parsed(given);
  const after: JsonObject = { ...before };
  const { pages, datasets } = before;
  if (pages !== undefined) after.pages = namedObjects("pages", pages).map(withPageType);
  if (datasets !== undefined) {
    after.datasets = namedObjects("datasets", datasets).map((dataset) => ({ ...dataset, ...defaults }));
  }
  const isAsWritten = given.trim() !== "" && Object.keys(before).length > 0 && isDeepStrictEqual(after, before);
  const text = isAsWritten ? given : jsonText(inOrder(after) ?? {});
  return text.endsWith("\n") ? text : `${text}\n`;
}

function parsed(text: string): JsonObject {
  let value: unknown;
  try {
    value = parseCallerJson(text, parseJson);
  } catch {
    throw invalidParameter("serialized_dashboard is not JSON.");
  }
  if (!isJsonObject(value)) throw invalidParameter("serialized_dashboard is not a JSON object.");
  return value;
}

function withPageType(page: JsonObject): JsonObject {
  const widgets = page.layout === undefined ? [] : objects(`the layout of page '${page.name}'`, page.layout);
  requireUnique(
    `widgets on page '${page.name}'`,
    widgets.map(({ widget }) => (isJsonObject(widget) ? widget.name : undefined)),
  );
  return { pageType: "PAGE_TYPE_CANVAS", ...page };
}

function namedObjects(member: string, value: Json): JsonObject[] {
  const found = objects(member, value);
  requireUnique(
    member,
    found.map(({ name }) => name),
  );
  return found;
}

function objects(member: string, value: Json): JsonObject[] {
  if (Array.isArray(value) && value.every(isJsonObject)) return value;
  throw invalidParameter(`serialized_dashboard: ${member} is not a list of objects.`);
}

function requireUnique(what: string, names: (Json | undefined)[]): void {
  if (names.some((name) => typeof name !== "string" || name === "")) {
    throw invalidParameter(`serialized_dashboard: one of ${what} has no name.`);
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalidParameter(`serialized_dashboard: ${what} have the name '${twice}' twice.`);
}

type Member = JsonObject[string];

function inOrder(value: Member): Member {
  if (Array.isArray(value)) return value.map((each) => inOrder(each) ?? null);
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, inOrder(member)]));
}
