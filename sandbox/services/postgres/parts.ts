import {
  dropAccessList,
  openAccessList,
  requireLevel,
  requireSight,
  sightOf,
} from "../../authority/objects/access-lists";
import { entitlementsOf } from "../../authority/workspace/caller";
import {
  ApiError,
  applyMask,
  type Behaviour,
  type Call,
  invalidParameter,
  type JsonObject,
  page,
  permissionDenied,
  type Service,
} from "../../control-plane";
import { KINDS, type Kind } from "./kinds";
import { idOf, type Part, parentOf, parts, partsWithin, projectRef } from "./part";

const ID = /^[a-z]([a-z0-9_-]{0,61}[a-z0-9])?$/;

/** What a request carries of a part. */
interface Given {
  spec?: JsonObject;
  [member: string]: JsonObject[string];
}

function existing(call: Call, { member }: Kind, name: string): Part {
  const found = parts.get(call, name);
  if (!found) throw new ApiError(404, "NOT_FOUND", `${member} id not found`);
  return found;
}

function shown(kind: Kind, part: Part): JsonObject {
  const { name, uid, spec, initial, createdAt, updatedAt } = part;
  const parent = parentOf(name);
  return {
    name,
    ...(kind.plural === "roles" || kind.plural === "databases" ? {} : { uid }),
    ...(parent ? { parent } : {}),
    [`${kind.member}_id`]: idOf(name),
    ...initial,
    spec,
    status: kind.status(part),
    create_time: new Date(createdAt).toISOString(),
    update_time: new Date(updatedAt).toISOString(),
  };
}

/** What is asked for is done at once, so that nothing need be kept of the operation. */
const done = (call: Call, name: string, response: JsonObject): JsonObject => ({
  name: `${name}/operations/${call.store.uuid()}`,
  done: true,
  response,
});

function add(call: Call, kind: Kind, name: string, { spec = {}, initial = {}, implicit }: Partial<Part>): Part {
  const now = call.store.now();
  const part: Part = {
    name,
    uid: `${kind.member.slice(0, 2)}-${call.store.uuid()}`,
    spec,
    initial,
    ...(implicit ? { implicit } : {}),
    owner: call.principal.name,
    createdAt: now,
    updatedAt: now,
  };
  parts.put(call, name, part);
  for (const { kind: plural, id, spec: first } of kind.begins?.(part) ?? []) {
    const begun = KINDS[plural];
    if (begun) add(call, begun, `${name}/${plural}/${id}`, { spec: first, implicit: true });
  }
  return part;
}

function mayChange(call: Call, name: string): void {
  requireLevel(call, projectRef(name), "CAN_MANAGE");
}

function creation(kind: Kind): Behaviour<JsonObject> {
  return (request, call) => {
    const { [kind.member]: given, [`${kind.member}_id`]: id, parent, replace_existing: replaces } = request;
    if (typeof id !== "string" || !ID.test(id)) {
      throw invalidParameter(
        `Field '${kind.member}_id' must be lower-case letters, digits, - and _, got '${id ?? ""}'.`,
      );
    }
    const name = `${parent ? `${parent}/` : ""}${kind.plural}/${id}`;
    if (typeof parent === "string") requireParent(call, parent);
    else if (!entitlementsOf(call).has("workspace-access")) {
      throw permissionDenied("This API is disabled for users without the workspace-access entitlement.");
    }
    const { spec = {}, initial_endpoint_spec: endpoint, initial_branch_spec: branch } = given as Given;
    const before = parts.get(call, name);
    if (before && !replaces) {
      throw new ApiError(409, "ALREADY_EXISTS", `${kind.member} with such id already exists`);
    }
    if (before)
      return done(call, name, shown(kind, parts.put(call, name, { ...before, spec, updatedAt: call.store.now() })));
    const initial: JsonObject = {
      ...(endpoint ? { initial_endpoint_spec: endpoint } : {}),
      ...(branch ? { initial_branch_spec: branch } : {}),
    };
    const part = add(call, kind, name, { spec, initial });
    if (!parent) openAccessList(call, projectRef(name));
    return done(call, name, shown(kind, part));
  };
}

/** @throws ApiError 404 for what is missing on the way, 403. */
function requireParent(call: Call, parent: string): void {
  const around = KINDS[parent.split("/").at(-2) ?? ""];
  if (around) existing(call, around, parent);
  mayChange(call, parent);
}

const reading =
  (kind: Kind): Behaviour<{ name: string }> =>
  ({ name }, call) => {
    const part = existing(call, kind, name);
    requireSight(call, projectRef(name));
    return shown(kind, part);
  };

interface ListRequest {
  parent?: string;
  page_size?: number;
  page_token?: string;
}

const listing =
  (kind: Kind): Behaviour<ListRequest> =>
  ({ parent = "", page_size: size, page_token: token }, call) => {
    const sees = sightOf(call);
    const around = KINDS[parent.split("/").at(-2) ?? ""];
    if (around) existing(call, around, parent);
    const found = parts
      .all(call)
      .filter(({ name }) => name.split("/").at(-2) === kind.plural && (parentOf(name) ?? "") === parent)
      .filter(({ name }) => sees(projectRef(name)))
      .map((part) => ({ key: part.name, value: part }));
    const { items, nextToken } = page(found, { size, token });
    return { [kind.plural]: items.map((part) => shown(kind, part)), next_page_token: nextToken };
  };

/** Changes the members of the spec that the mask names: `spec.display_name`. */
const changing =
  (kind: Kind): Behaviour<JsonObject> =>
  (request, call) => {
    const { name, update_mask: mask } = request as { name: string; update_mask: string };
    const before = existing(call, kind, name);
    mayChange(call, name);
    const wanted = (request[kind.member] as Given).spec ?? {};
    const named = mask.split(",").map((path) => path.trim().replace(/^spec\./, ""));
    const isWhole = named.includes("spec") || named.includes("*");
    const spec = isWhole ? wanted : applyMask<JsonObject>(before.spec, wanted, named.join(","), membersOf(named));
    return done(call, name, shown(kind, parts.put(call, name, { ...before, spec, updatedAt: call.store.now() })));
  };

const membersOf = (paths: readonly string[]): string[] => paths.map((path) => path.split(".")[0] ?? "");

const deleting =
  (kind: Kind): Behaviour<{ name: string }> =>
  ({ name }, call) => {
    const part = existing(call, kind, name);
    mayChange(call, name);
    if (part.implicit) throw goesWithParent(kind, name);
    if (part.spec.is_protected === true) throw new ApiError(400, "BAD_REQUEST", "cannot delete protected branch");
    for (const inner of partsWithin(call, name)) parts.remove(call, inner.name);
    parts.remove(call, name);
    if (!parentOf(name)) dropAccessList(call, projectRef(name));
    return done(call, name, {});
  };

/** Clients that declare such a part read from the details that it goes with what it lies in. */
function goesWithParent({ member }: Kind, name: string): ApiError {
  return new ApiError(400, "BAD_REQUEST", `Cannot delete ${member} '${name}': it goes with what it lies in.`, [
    {
      "@type": "type.googleapis.com/google.rpc.ErrorInfo",
      domain: "databricks.com",
      reason: "RESOURCE_CONFLICT",
      metadata: { declarative_context: "MANAGED_BY_PARENT" },
    },
  ]);
}

const OPERATIONS = Object.values(KINDS).flatMap((kind): [string, Behaviour<never>][] => [
  [`postgres.Postgres.Create${kind.title}`, creation(kind)],
  [`postgres.Postgres.Get${kind.title}`, reading(kind)],
  [`postgres.Postgres.List${kind.titles}`, listing(kind)],
  [`postgres.Postgres.Update${kind.title}`, changing(kind)],
  [`postgres.Postgres.Delete${kind.title}`, deleting(kind)],
]);

/** `…/operations/<id>`: done, with what it was about as that is now. */
const getOperation: Behaviour<{ name: string }> = ({ name: operation }, call) => {
  const [name = "", id] = operation.split("/operations/");
  const kind = KINDS[name.split("/").at(-2) ?? ""];
  if (!id || !kind) throw new ApiError(404, "NOT_FOUND", `operation ${operation} not found`);
  const part = parts.get(call, name);
  if (part) requireSight(call, projectRef(name));
  return { name: operation, done: true, response: part ? shown(kind, part) : {} };
};

export const partsService: Service = {
  ...Object.fromEntries(OPERATIONS),
  "postgres.Postgres.GetOperation": getOperation,
};
