import {
  dropAccessList,
  type ObjectRef,
  openAccessList,
  requireLevel,
  requireSight,
  sightOf,
} from "../../authority/objects/access-lists";
import { entitlementsOf } from "../../authority/workspace/caller";
import {
  ApiError,
  alreadyExists,
  type Behaviour,
  type Call,
  invalidParameter,
  notFound,
  permissionDenied,
  type Service,
  WorkspaceObjects,
} from "../../control-plane";
import { indexesOn } from "./vector-index";

interface EndpointSettings {
  endpoint_type: "STANDARD" | "STORAGE_OPTIMIZED";
  budget_policy_id?: string;
  custom_tags?: { key: string; value?: string }[];
  target_qps?: number;
}

interface Endpoint extends EndpointSettings {
  /** Tells it from a later one of its name. */
  id: string;
  name: string;
  creator: string;
  /** Milliseconds since 1970. */
  creation_timestamp: number;
  last_updated_timestamp: number;
  last_updated_user: string;
}

export const vectorEndpoints = new WorkspaceObjects<Endpoint>("vector-search.endpoint", (name) =>
  notFound(`Vector search endpoint ${name} not found`),
);

export const endpointRef = ({ id }: Pick<Endpoint, "id">): ObjectRef => ({ type: "vector-search-endpoints", id });

const NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,48}$/;

function shown(call: Call, endpoint: Endpoint): object {
  const { target_qps: target, budget_policy_id: budget, ...rest } = endpoint;
  return {
    ...rest,
    ...(budget && { budget_policy_id: budget, effective_budget_policy_id: budget }),
    ...(target !== undefined && { scaling_info: { requested_target_qps: target } }),
    endpoint_status: { state: "ONLINE" },
    num_indexes: indexesOn(call, endpoint.id).length,
  };
}

const create: Behaviour<EndpointSettings & { name: string; usage_policy_id?: string }> = (
  { name, usage_policy_id: _usage, ...settings },
  call,
) => {
  if (!entitlementsOf(call).has("allow-cluster-create")) {
    throw permissionDenied(
      "You do not have permission to create vector search endpoints: it takes the allow-cluster-create entitlement.",
    );
  }
  if (!NAME.test(name)) {
    throw invalidParameter(
      `Invalid endpoint name ${name}: up to 49 letters, digits, hyphens and underscores, beginning with a letter or a digit.`,
    );
  }
  if (vectorEndpoints.has(call, name)) throw alreadyExists(`Vector search endpoint with name ${name} already exists`);
  const now = call.store.now();
  const endpoint: Endpoint = {
    id: call.store.uuid(),
    name,
    ...settings,
    creator: call.principal.name,
    creation_timestamp: now,
    last_updated_timestamp: now,
    last_updated_user: call.principal.name,
  };
  vectorEndpoints.put(call, name, endpoint);
  openAccessList(call, endpointRef(endpoint));
  return shown(call, endpoint);
};

const get: Behaviour<{ endpoint_name: string }> = ({ endpoint_name: name }, call) => {
  const endpoint = vectorEndpoints.existing(call, name);
  requireSight(call, endpointRef(endpoint));
  return shown(call, endpoint);
};

const list: Behaviour<{ page_token?: string }> = ({ page_token: token }, call) => {
  const sees = sightOf(call);
  const { items, nextToken } = vectorEndpoints.pageOfShown(call, { token, size: undefined }, (endpoint) =>
    sees(endpointRef(endpoint)) ? shown(call, endpoint) : undefined,
  );
  return { endpoints: items, next_page_token: nextToken };
};

function changed(call: Call, name: string, change: Partial<EndpointSettings>): Endpoint {
  const before = vectorEndpoints.existing(call, name);
  requireLevel(call, endpointRef(before), "CAN_MANAGE");
  const after = {
    ...before,
    ...change,
    last_updated_timestamp: call.store.now(),
    last_updated_user: call.principal.name,
  };
  return vectorEndpoints.put(call, name, after);
}

const patch: Behaviour<{ endpoint_name: string; target_qps?: number }> = ({ endpoint_name, target_qps }, call) =>
  shown(call, changed(call, endpoint_name, target_qps === undefined ? {} : { target_qps }));

const setBudget: Behaviour<{ endpoint_name: string; budget_policy_id: string }> = (
  { endpoint_name, budget_policy_id },
  call,
) => {
  changed(call, endpoint_name, { budget_policy_id });
  return { effective_budget_policy_id: budget_policy_id };
};

const setTags: Behaviour<{ endpoint_name: string; custom_tags: { key: string; value?: string }[] }> = (
  { endpoint_name, custom_tags },
  call,
) => {
  const { name } = changed(call, endpoint_name, { custom_tags });
  return { custom_tags, endpoint_name: name };
};

const remove: Behaviour<{ endpoint_name: string }> = ({ endpoint_name: name }, call) => {
  const endpoint = vectorEndpoints.existing(call, name);
  requireLevel(call, endpointRef(endpoint), "CAN_MANAGE");
  const indexes = indexesOn(call, endpoint.id).length;
  if (indexes > 0) {
    throw new ApiError(
      400,
      "INVALID_STATE",
      `Vector search endpoint ${name} can not be deleted: ${indexes} index(es) are on it. Delete them first.`,
    );
  }
  vectorEndpoints.remove(call, name);
  dropAccessList(call, endpointRef(endpoint));
  return undefined;
};

export const vectorEndpointsService: Service = {
  "vectorsearch.VectorSearchEndpoints.CreateEndpoint": create,
  "vectorsearch.VectorSearchEndpoints.GetEndpoint": get,
  "vectorsearch.VectorSearchEndpoints.ListEndpoints": list,
  "vectorsearch.VectorSearchEndpoints.PatchEndpoint": patch,
  "vectorsearch.VectorSearchEndpoints.UpdateEndpointBudgetPolicy": setBudget,
  "vectorsearch.VectorSearchEndpoints.UpdateEndpointCustomTags": setTags,
  "vectorsearch.VectorSearchEndpoints.DeleteEndpoint": remove,
};
