import { type Behaviour, type Call, notFound, Reply, type Service } from "../../control-plane";
import { requiredValues } from "./scim-filter";
import type { ScimAttribute, ScimObject } from "./scim-object";
import { applyPatch, type PatchOperation } from "./scim-patch";
import { project, queryRecords, type ScimProjection, type ScimQuery } from "./scim-query";

/** One kind of SCIM object on one plane: what is particular to it. Everything else is `scimOperations`. */
interface ScimResource<Stored> {
  /** How messages call one: "User", "Group", "Service principal". */
  noun: string;
  /** Attributes that PATCH may name. */
  patchable: readonly ScimAttribute[];
  /** @throws ApiError 403 when the caller may not see these objects. */
  requireReader(call: Call): void;
  /** @throws ApiError 403 when the caller may not create, change or delete them. */
  requireWriter(call: Call): void;
  /** Everything that the caller may see, in the order of ids. */
  list(call: Call): readonly Stored[];
  /** Those of them that have a value, in lower case, in an attribute, in lower case, that has an index. */
  named: Readonly<Record<string, (call: Call, value: string) => readonly Stored[]>>;
  /** The one of them with this id, if there is one. */
  get(call: Call, id: string): Stored | undefined;
  show(call: Call, record: Stored): ScimObject;
  create(call: Call, given: ScimObject): Stored;
  /** Makes the object `wanted`: what PUT sent, or what PATCH came to. */
  replace(call: Call, id: string, wanted: ScimObject, before: ScimObject): void;
  remove(call: Call, id: string): void;
}

type ById = { id: string };

/** Create, Get, List, Update, Patch and Delete of `resource`, under a prefix of the catalogue such as `iam.UsersV2`. */
export function scimOperations<Stored>(prefix: string, resource: ScimResource<Stored>): Service {
  const existing = (call: Call, id: string): ScimObject => {
    const record = resource.get(call, id);
    if (!record) throw notFound(`${resource.noun} with id ${id} not found.`);
    return resource.show(call, record);
  };
  /** What a filter can find: where it asks for a name, those who have it. */
  const candidates = (call: Call, filter: string | undefined): readonly Stored[] => {
    for (const [attribute, value] of filter ? requiredValues(filter) : []) {
      const named = resource.named[attribute];
      if (named) return named(call, value);
    }
    return resource.list(call);
  };
  const create: Behaviour<ScimObject> = (given, call) => {
    resource.requireWriter(call);
    return new Reply(201, resource.show(call, resource.create(call, given)));
  };
  const get: Behaviour<ById & ScimProjection> = ({ id, ...projection }, call) => {
    resource.requireReader(call);
    return project(existing(call, id), projection);
  };
  const list: Behaviour<ScimQuery> = (query, call) => {
    resource.requireReader(call);
    return queryRecords(candidates(call, query.filter), query, (record) => resource.show(call, record));
  };
  const update: Behaviour<ById & ScimObject> = ({ id, ...wanted }, call) => {
    resource.requireWriter(call);
    resource.replace(call, id, wanted, existing(call, id));
    return undefined;
  };
  const patch: Behaviour<ById & { Operations?: PatchOperation[] }> = ({ id, Operations = [] }, call) => {
    resource.requireWriter(call);
    const before = existing(call, id);
    resource.replace(call, id, applyPatch(before, Operations, resource.patchable), before);
    return new Reply(204, undefined);
  };
  const remove: Behaviour<ById> = ({ id }, call) => {
    resource.requireWriter(call);
    existing(call, id);
    resource.remove(call, id);
    return new Reply(204, undefined);
  };
  const behaviours = { Create: create, Get: get, List: list, Update: update, Patch: patch, Delete: remove };
  return Object.fromEntries(
    Object.entries(behaviours).map(([method, behaviour]) => [`${prefix}.${method}`, behaviour]),
  );
}
