import { catalogue, type Operation } from "../../catalogue";
import { isJsonObject } from "../../catalogue/json";
import { ApiError, type Behaviour, type Call, type JsonObject, Reply, type Service } from "../../control-plane";
import { requireAccess } from "./access-control";
import { type ArmId, isWithin, RESOURCE_GROUP } from "./arm-id";
import { bodyOf, bodyType, idOf, pathOf } from "./arm-request";
import type { Attributes } from "./conditions";
import { answeredPart, declares, writablePart } from "./declared-shapes";
import { requireNotDenied } from "./deny-assignments";
import { canonicalLocation } from "./locations";
import { requireDeletable, requireWritable } from "./locks";
import { mergePatch } from "./merge-patch";
import { publishedRefusal } from "./published-types";
import type { Deletion, Draft, ResourceKind } from "./resource-kind";
import { listOf } from "./resource-list";
import { type ArmResource, ArmResources } from "./resources";
import { systemData } from "./system-data";
import { requireValidTags } from "./tags";

const SUCCEEDED = "Succeeded";

/**
 * The behaviours that every resource type of ARM has: create, update, read, delete and list. Which operations of the
 * catalogue these are follows from their methods and paths.
 */
export function behavioursOf(kind: ResourceKind, kinds: Kinds): Service {
  const service: Record<string, Behaviour> = {};
  for (const id of catalogue().operationIds()) {
    if (!id.startsWith(`${kind.client}.`)) continue;
    const behaviour = behaviourFor(catalogue().operation(id), kind, kinds);
    if (behaviour) service[id] = behaviour;
  }
  return service;
}

/** Finds the kind of a resource that goes with another. */
export type Kinds = (type: string) => ResourceKind | undefined;

function behaviourFor({ method, path }: Operation, kind: ResourceKind, kinds: Kinds): Behaviour | undefined {
  const ofType = typeInTemplate(path);
  if (path.endsWith("}")) {
    if (ofType !== kind.type.toLowerCase()) return undefined;
    switch (method) {
      case "PUT":
        return (request, call) => put(kind, request, call);
      case "PATCH":
        return (request, call) => patch(kind, request, call);
      case "GET":
        return (request, call) => read(kind, request, call);
      case "HEAD":
        return (request, call) => exists(kind, request, call);
      case "DELETE":
        return (request, call) => remove(kind, request, call, kinds);
      default:
        return undefined;
    }
  }
  const isList = method === "GET" && ofType === kind.type.toLowerCase();
  return isList ? (request, call) => list(kind, request, call) : undefined;
}

/** What roles call it to do something with a resource: resource groups are a subscription's, there alone. */
function actionOn({ type }: ResourceKind, verb: "read" | "write" | "delete"): string {
  return `${type === RESOURCE_GROUP ? "Microsoft.Resources/subscriptions/resourceGroups" : type}/${verb}`;
}

/** The resource type that a path template is about, in lower case. */
function typeInTemplate(path: string): string {
  const [, afterProviders] = /.*\/providers\/(.*)$/.exec(path) ?? [];
  if (afterProviders === undefined)
    return /\/resourcegroups(\/\{\w+\})?$/i.test(path) ? RESOURCE_GROUP.toLowerCase() : "";
  const [namespace = "", ...rest] = afterProviders.split("/");
  return [namespace, ...rest.filter((_, index) => index % 2 === 0)].join("/").toLowerCase();
}

function put(kind: ResourceKind, request: JsonObject, call: Call): Reply {
  const body = bodyOf(request, call);
  return write(kind, { id: idOf(request, call), body, type: bodyType(call), apiVersion: versionOf(request) }, call);
}

function patch(kind: ResourceKind, request: JsonObject, call: Call): Reply {
  const resources = new ArmResources(call.store, call.account);
  const id = idOf(request, call);
  requireAccess(call, resources, id.text, actionOn(kind, "write"));
  const current = resources.require(id.text);
  const type = bodyType(call);
  const change = type === undefined ? bodyOf(request, call) : writablePart(bodyOf(request, call), type);
  const body = mergePatch(structuredClone(current.body), change);
  return write(kind, { id, body, type: undefined, apiVersion: versionOf(request) }, call);
}

interface Written {
  id: ArmId;
  body: JsonObject;
  /** Type of the body, for what is read-only in it; undefined when that has been taken out. */
  type: string | undefined;
  apiVersion: string;
}

const versionOf = (request: JsonObject): string => String(request["api-version"]);

function write(kind: ResourceKind, { id, body, type, apiVersion }: Written, call: Call): Reply {
  const resources = new ArmResources(call.store, call.account);
  const existing = resources.get(id.text);
  const kept = type === undefined ? body : writablePart(body, type);
  const properties = isJsonObject(kept.properties) ? kept.properties : {};
  requireAccess(call, resources, id.text, actionOn(kind, "write"), {
    request: kind.attributes?.(properties, call) ?? {},
    ...ofExisting(kind, existing, call),
  });
  requireNotDenied(call, resources, id.text, actionOn(kind, "write"));
  resources.requireAbove(id.text);
  requireWritable(resources, id.text, kind.type);
  const refusal = type === undefined ? undefined : publishedRefusal(id, apiVersion, body);
  const draft: Draft = {
    id,
    body: { ...kept, properties },
    properties,
    existing,
    hidden: { ...existing?.hidden },
    request: { apiVersion },
    call,
    resources,
  };
  requireValidTags(draft.body.tags, kind.type);
  placeAt(draft, kind);
  kind.prepare?.(draft);
  // The service's own words come first.
  if (refusal) throw refusal;
  const resource = resources.put(finished(draft, kind, call));
  kind.written?.(resource, draft);
  return new Reply(existing ? 200 : 201, answer(kind, resource, resources, call));
}

function ofExisting(kind: ResourceKind, existing: ArmResource | undefined, call: Call): Attributes {
  const properties = existing?.body.properties;
  return isJsonObject(properties) ? { resource: kind.attributes?.(properties, call) ?? {} } : {};
}

/** A location is given once: moving a resource means making another. */
function placeAt({ body, existing, id }: Draft, kind: ResourceKind): void {
  if (typeof body.location !== "string") return;
  body.location = canonicalLocation(body.location, kind.type, kind.global === true);
  if (existing && existing.body.location !== body.location) {
    throw new ApiError(
      409,
      "InvalidResourceLocation",
      `The resource '${id.name}' already exists in location '${String(existing.body.location)}'. A resource with the ` +
        `same name cannot be created in location '${body.location}'. Please select a new resource name.`,
    );
  }
}

function finished(draft: Draft, kind: ResourceKind, call: Call): ArmResource {
  const { id, existing, hidden } = draft;
  const now = call.store.now();
  const answerType = call.operation.response;
  const body: JsonObject = {
    ...draft.body,
    id: existing?.id ?? id.text,
    name: existing?.name ?? id.name,
    type: kind.type,
  };
  if (declares(answerType, "properties.provisioningState")) draft.properties.provisioningState = SUCCEEDED;
  if (declares(answerType, "systemData")) body.systemData = systemData(call, existing?.body.systemData, now);
  if (declares(answerType, "etag")) body.etag = `"${call.store.uuid()}"`;
  return {
    id: existing?.id ?? id.text,
    type: kind.type,
    name: existing?.name ?? id.name,
    body: answerType === undefined ? body : answeredPart(body, answerType),
    readyAt: existing?.readyAt ?? now + (kind.provisioning ?? 0),
    hidden,
  };
}

function read(kind: ResourceKind, request: JsonObject, call: Call): JsonObject {
  const resources = new ArmResources(call.store, call.account);
  const id = idOf(request, call);
  requireAccess(call, resources, id.text, actionOn(kind, "read"));
  return answer(kind, resources.require(id.text), resources, call);
}

function exists(kind: ResourceKind, request: JsonObject, call: Call): Reply {
  const resources = new ArmResources(call.store, call.account);
  const id = idOf(request, call);
  requireAccess(call, resources, id.text, actionOn(kind, "read"));
  return new Reply(resources.get(id.text) ? 204 : 404, undefined);
}

function list(kind: ResourceKind, request: JsonObject, call: Call): JsonObject {
  const resources = new ArmResources(call.store, call.account);
  const scope = pathOf(request, call).replace(/(\/providers\/[^/]+)?\/[^/]+$/i, "");
  if (scope.split("/").length > 3) resources.require(scope);
  requireAccess(call, resources, scope, actionOn(kind, "read"));
  const found = resources.ofType(kind.type, scope);
  return listOf(found, (resource) => answer(kind, resource, resources, call), request, call);
}

function remove(kind: ResourceKind, request: JsonObject, call: Call, kinds: Kinds): Reply {
  const resources = new ArmResources(call.store, call.account);
  const id = idOf(request, call);
  const resource = resources.get(id.text);
  requireAccess(call, resources, id.text, actionOn(kind, "delete"), ofExisting(kind, resource, call));
  if (id.type === RESOURCE_GROUP) resources.require(id.text);
  if (!resource) return new Reply(204, undefined);
  requireNotDenied(call, resources, resource.id, actionOn(kind, "delete"));
  requireDeletable(resources, resource.id, kind.type);
  const inside = resources.within(resource.id);
  // What needs something that is going, too, does not hold it back.
  const deletion: Deletion = { root: resource.id, includes: (other) => isWithin(other.id, resource.id) };
  for (const each of [resource, ...inside]) kinds(each.type)?.requireUnused?.(each, resources, deletion);
  const gone = [resource, ...inside];
  // The innermost first: what is outside may look at what was in it.
  for (const each of gone.toReversed()) {
    resources.remove(each.id);
    const within = gone.filter((other) => other !== each && isWithin(other.id, each.id));
    kinds(each.type)?.deleted?.(each, within, call, resources);
  }
  return new Reply(200, declaresBody(call) ? answer(kind, resource, resources, call) : undefined);
}

/** A few deletions answer with what was deleted. */
const declaresBody = ({ operation }: Call): boolean => operation.response !== undefined;

function answer(kind: ResourceKind, resource: ArmResource, resources: ArmResources, call: Call): JsonObject {
  const body = kind.view?.(resource, resources) ?? resource.body;
  if (!isJsonObject(body.properties) || resource.readyAt <= call.store.now()) return body;
  return { ...body, properties: { ...body.properties, provisioningState: "Creating" } };
}
