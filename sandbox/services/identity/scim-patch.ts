import { type ComplexValue, type ScimAttribute, type ScimObject, scimError } from "./scim-object";

/** One change of a SCIM PATCH. */
export interface PatchOperation {
  op?: "add" | "remove" | "replace";
  /** `displayName`, `members`, `name.givenName`, `members[value eq "123"]`; absent: `value` holds attributes by name. */
  path?: string;
  value?: unknown;
}

const LISTS: ReadonlySet<string> = new Set(["members", "roles", "groups", "entitlements", "emails"]);
const PATH = /^([A-Za-z]+)(?:\.([A-Za-z]+))?(?:\[\s*(value|display)\s+eq\s+["']([^"']*)["']\s*\])?$/;

/**
 * `object` after the changes, in order.
 * @param attributes what a change may name; anything else is refused with `invalidPath`.
 */
export function applyPatch(
  object: ScimObject,
  operations: PatchOperation[],
  attributes: readonly ScimAttribute[],
): ScimObject {
  return operations.reduce((changed, operation) => applyOperation(changed, operation, attributes), object);
}

function applyOperation(object: ScimObject, operation: PatchOperation, allowed: readonly ScimAttribute[]): ScimObject {
  const { op, path, value } = operation;
  if (!op) throw scimError("invalidSyntax", "A patch operation needs `op`: add, remove or replace");
  if (path === undefined || path === "") {
    if (op === "remove") throw scimError("noTarget", "A remove operation needs a path");
    if (!isRecord(value)) throw scimError("invalidValue", "An operation without a path needs an object of attributes");
    return Object.entries(value).reduce(
      (changed, [name, inner]) => applyOperation(changed, { op, path: name, value: inner }, allowed),
      object,
    );
  }
  const [, name = "", member, by, key] = PATH.exec(path) ?? [];
  const attribute = allowed.find((known) => known.toLowerCase() === name.toLowerCase());
  if (!attribute) {
    throw scimError("invalidPath", `No such attribute with the name : ${name || path} in the current resource`);
  }
  if (LISTS.has(attribute)) {
    const list = (object[attribute] ?? []) as ComplexValue[];
    const selects = by && ((element: ComplexValue) => element[by as "value" | "display"] === key);
    return { ...object, [attribute]: changedList(list, op, value, selects || undefined) };
  }
  if (member) {
    const present: unknown = object[attribute];
    const whole = isRecord(present) ? present : {};
    return { ...object, [attribute]: { ...whole, [member]: op === "remove" ? undefined : value } };
  }
  return { ...object, [attribute]: op === "remove" ? undefined : single(attribute, value) };
}

function changedList(
  list: ComplexValue[],
  op: "add" | "remove" | "replace",
  value: unknown,
  selects: ((element: ComplexValue) => boolean) | undefined,
): ComplexValue[] {
  const given = value === undefined || value === null ? [] : elementsOf(value);
  switch (op) {
    case "add":
      return [...list, ...given.filter((added) => !list.some((element) => element.value === added.value))];
    case "replace":
      return selects ? [...list.filter((element) => !selects(element)), ...given] : given;
    case "remove":
      if (selects) return list.filter((element) => !selects(element));
      // Without values the whole attribute goes.
      return given.length === 0
        ? []
        : list.filter((element) => !given.some((removed) => removed.value === element.value));
  }
}

function elementsOf(value: unknown): ComplexValue[] {
  const elements: unknown[] = Array.isArray(value) ? value : [value];
  return elements.map((element) => {
    if (typeof element === "string") return { value: element };
    if (isRecord(element)) return element as ComplexValue;
    throw scimError("invalidValue", "The values of a list are objects with a `value`");
  });
}

/** Clients write a single value bare, as text, or as a list with one element. */
function single(attribute: ScimAttribute, value: unknown): unknown {
  const bare = Array.isArray(value) && value.length === 1 ? value[0] : value;
  const plain = isRecord(bare) && "value" in bare ? bare.value : bare;
  if (attribute === "name") return plain;
  if (attribute === "active") {
    if (typeof plain === "boolean") return plain;
    const text = String(plain).toLowerCase();
    if (text === "true" || text === "false") return text === "true";
    throw scimError("invalidValue", "active must be true or false");
  }
  if (typeof plain !== "string") throw scimError("invalidValue", `${attribute} must be a string`);
  return plain;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
