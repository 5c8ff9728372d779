import { requireAccountAdmin } from "../../authority/account/roles";
import {
  AccountObjects,
  ApiError,
  alreadyExists,
  type Behaviour,
  type Call,
  invalidParameter,
  notFound,
  page,
  type Service,
  workspaceById,
} from "../../control-plane";

/** Tags that serverless usage is billed under. */
interface BudgetPolicy {
  policy_id: string;
  policy_name?: string;
  custom_tags?: { key: string; value?: string }[];
  /** The only workspaces that may use it; absent or empty: any. */
  binding_workspace_ids?: number[];
}

/** As stored: with who made it, and the client's mark of the request that did. */
interface StoredPolicy {
  policy: BudgetPolicy;
  creatorId: string;
  creatorName: string;
  requestId?: string;
}

export const budgetPolicies = new AccountObjects<StoredPolicy>("account.budget-policy", (id) =>
  notFound(`Budget policy ${id} does not exist`),
);

const MAXIMUM_TAGS = 20;
const RESERVED_NAME = /^databricks:/i;
const RESERVED_TAGS: ReadonlySet<string> = new Set([
  "budget-policy-name",
  "budget-policy-id",
  "budget-policy-resolution-result",
]);
/** ISO 8859-1, without its control characters. */
const LATIN1 = /^[\x20-\x7e\xa0-\xff]+$/;

type Given = Omit<Partial<BudgetPolicy>, "policy_id">;
type ById = { policy_id: string };

function existing(call: Call, id: string): StoredPolicy {
  requireAccountAdmin(call);
  return budgetPolicies.existing(call, id);
}

const create: Behaviour<{ policy?: Given; request_id?: string }> = ({ policy = {}, request_id }, call) => {
  requireAccountAdmin(call);
  const { store, principal } = call;
  const repeated = request_id && budgetPolicies.find(call, ({ requestId }) => requestId === request_id)?.value;
  if (repeated) return repeated.policy;
  const id = store.uuid();
  checkPolicy(call, id, policy);
  const created: BudgetPolicy = { policy_id: id, ...accepted(policy) };
  budgetPolicies.put(call, id, {
    policy: created,
    creatorId: principal.id,
    creatorName: principal.name,
    ...(request_id ? { requestId: request_id } : {}),
  });
  return created;
};

const get: Behaviour<ById> = ({ policy_id }, call) => existing(call, policy_id).policy;

interface ListRequest {
  filter_by?: { policy_name?: string; creator_user_id?: number; creator_user_name?: string };
  sort_spec?: { descending?: boolean };
  page_size?: number;
  page_token?: string;
}

const list: Behaviour<ListRequest> = ({ filter_by: filter = {}, sort_spec: sort, page_size, page_token }, call) => {
  requireAccountAdmin(call);
  const matches = ({ policy, creatorId, creatorName }: StoredPolicy): boolean =>
    (!filter.policy_name || (policy.policy_name ?? "").startsWith(filter.policy_name)) &&
    (!filter.creator_user_id || String(filter.creator_user_id) === creatorId) &&
    (!filter.creator_user_name || filter.creator_user_name === creatorName);
  // Names are unique, so they can be the keys that a page token remembers.
  const entries = budgetPolicies
    .all(call)
    .filter(matches)
    .map(({ policy }) => ({ key: policy.policy_name ?? "", value: policy }))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
  if (sort?.descending) {
    // Page tokens continue upwards only: a descending list comes in one page.
    return { policies: entries.reverse().map(({ value }) => value) };
  }
  const { items, nextToken } = page(entries, { token: page_token, size: page_size });
  return { policies: items, next_page_token: nextToken };
};

const update: Behaviour<ById & { policy: Given }> = ({ policy_id, policy }, call) => {
  const stored = existing(call, policy_id);
  checkPolicy(call, policy_id, policy);
  const changed: BudgetPolicy = { policy_id, ...accepted(policy) };
  budgetPolicies.put(call, policy_id, { ...stored, policy: changed });
  return changed;
};

const remove: Behaviour<ById> = ({ policy_id }, call) => {
  existing(call, policy_id);
  budgetPolicies.remove(call, policy_id);
  return undefined;
};

function accepted({ policy_name, custom_tags, binding_workspace_ids }: Given): Given {
  return {
    ...(policy_name === undefined ? {} : { policy_name }),
    ...(custom_tags?.length ? { custom_tags } : {}),
    ...(binding_workspace_ids?.length ? { binding_workspace_ids } : {}),
  };
}

function checkPolicy(
  call: Call,
  id: string,
  { policy_name: name, custom_tags = [], binding_workspace_ids = [] }: Given,
): void {
  if (!name || !LATIN1.test(name)) throw invalidParameter("policy_name must consist of ISO 8859-1 characters");
  if (RESERVED_NAME.test(name)) throw invalidParameter(`policy_name ${name} is reserved`);
  if (budgetPolicies.find(call, ({ policy }) => policy.policy_id !== id && policy.policy_name === name)) {
    throw alreadyExists(`Budget policy with name ${name} already exists`);
  }
  if (custom_tags.length > MAXIMUM_TAGS) {
    throw new ApiError(400, "RESOURCE_LIMIT_EXCEEDED", `A budget policy can have at most ${MAXIMUM_TAGS} custom tags`);
  }
  const seen = new Set<string>();
  for (const { key } of custom_tags) {
    if (RESERVED_TAGS.has(key)) throw invalidParameter(`Custom tag ${key} is reserved`);
    if (seen.has(key)) throw invalidParameter(`Custom tag ${key} is given twice`);
    seen.add(key);
  }
  for (const workspaceId of binding_workspace_ids) {
    if (!workspaceById(call.store, Number(workspaceId))) throw notFound(`Workspace ${workspaceId} does not exist`);
  }
}

export const budgetPoliciesService: Service = {
  "billing.BudgetPolicy.Create": create,
  "billing.BudgetPolicy.Get": get,
  "billing.BudgetPolicy.List": list,
  "billing.BudgetPolicy.Update": update,
  "billing.BudgetPolicy.Delete": remove,
};
