import { managedServicePrincipal, requireAccountAdmin } from "../../authority/account/roles";
import {
  AccountObjects,
  ApiError,
  alreadyExists,
  applyMask,
  type Behaviour,
  type Call,
  invalidParameter,
  notFound,
  type Service,
} from "../../control-plane";

/** Which tokens of another issuer the account, or one service principal, accepts instead of a secret. */
interface FederationPolicy {
  name: string;
  policy_id: string;
  uid: string;
  description?: string;
  oidc_policy?: OidcPolicy;
  /** Only of a service principal's policies. */
  service_principal_id?: number;
  create_time: string;
  update_time: string;
}

interface OidcPolicy {
  issuer?: string;
  /** The account's id when absent. */
  audiences?: string[];
  subject?: string;
  /** `sub` when absent. */
  subject_claim?: string;
  jwks_json?: string;
  jwks_uri?: string;
}

/** By the end of the policy's resource name: `<parent>/federationPolicies/<policy id>`. */
export const federationPolicies = new AccountObjects<FederationPolicy, readonly string[]>("identity.federation-policy");

/** Documented limit for the account and for each service principal. */
const MAXIMUM_POLICIES = 20;
const POLICY_ID = /^[a-z0-9/-]+$/;

/** What the names of a service principal's policies, or of the account's, begin with. */
export const policiesOf = (servicePrincipalId?: string | number): string[] =>
  servicePrincipalId === undefined
    ? ["federationPolicies"]
    : ["servicePrincipals", String(servicePrincipalId), "federationPolicies"];

type Given = Partial<FederationPolicy>;
type OfParent = { service_principal_id?: number };
type ById = OfParent & { policy_id: string };

/** The policies of the account or of the named service principal, if the caller manages it. */
function managedPolicies(call: Call, { service_principal_id: id }: OfParent): string[] {
  if (id === undefined) requireAccountAdmin(call);
  else managedServicePrincipal(call, id);
  return policiesOf(id);
}

function existing(call: Call, request: ById): FederationPolicy {
  const policy = federationPolicies.get(call, [...managedPolicies(call, request), request.policy_id]);
  if (!policy) throw notFound(`Federation policy ${request.policy_id} does not exist`);
  return policy;
}

const create: Behaviour<OfParent & { policy: Given; policy_id?: string }> = (request, call) => {
  const { store, account } = call;
  const { policy, service_principal_id } = request;
  const policies = managedPolicies(call, request);
  const policyId = request.policy_id ?? policy.policy_id ?? store.uuid();
  if (!POLICY_ID.test(policyId)) {
    throw invalidParameter(`Invalid policy_id ${policyId}: use lowercase letters, digits, hyphens and slashes`);
  }
  if (federationPolicies.has(call, [...policies, policyId])) {
    throw alreadyExists(`Federation policy ${policyId} already exists`);
  }
  if (federationPolicies.all(call, policies).length >= MAXIMUM_POLICIES) {
    throw new ApiError(400, "RESOURCE_LIMIT_EXCEEDED", `At most ${MAXIMUM_POLICIES} federation policies are allowed`);
  }
  checkOidcPolicy(policy.oidc_policy, service_principal_id !== undefined);
  const now = new Date(store.now()).toISOString();
  return federationPolicies.put(call, [...policies, policyId], {
    name: ["accounts", account.accountId, ...policies, policyId].join("/"),
    policy_id: policyId,
    uid: store.uuid(),
    ...(policy.description === undefined ? {} : { description: policy.description }),
    ...(policy.oidc_policy ? { oidc_policy: policy.oidc_policy } : {}),
    ...(service_principal_id === undefined ? {} : { service_principal_id: Number(service_principal_id) }),
    create_time: now,
    update_time: now,
  });
};

const get: Behaviour<ById> = (request, call) => existing(call, request);

const list: Behaviour<OfParent & { page_size?: number; page_token?: string }> = (request, call) => {
  const asked = { token: request.page_token, size: request.page_size };
  const { items, nextToken } = federationPolicies.page(call, asked, managedPolicies(call, request));
  return { policies: items, next_page_token: nextToken };
};

const update: Behaviour<ById & { policy: Given; update_mask?: string }> = (request, call) => {
  const before = existing(call, request);
  const changed = applyMask<FederationPolicy>(before, request.policy, request.update_mask, [
    "description",
    "oidc_policy",
  ]);
  checkOidcPolicy(changed.oidc_policy, request.service_principal_id !== undefined);
  const key = [...managedPolicies(call, request), request.policy_id];
  return federationPolicies.put(call, key, { ...changed, update_time: new Date(call.store.now()).toISOString() });
};

const remove: Behaviour<ById> = (request, call) => {
  existing(call, request);
  federationPolicies.remove(call, [...managedPolicies(call, request), request.policy_id]);
  return undefined;
};

function checkOidcPolicy(policy: OidcPolicy | undefined, ofServicePrincipal: boolean): void {
  if (!policy?.issuer) throw invalidParameter("oidc_policy.issuer is required");
  if (!/^https:\/\/\S+$/.test(policy.issuer)) {
    throw invalidParameter(`oidc_policy.issuer must be an https URL, got ${policy.issuer}`);
  }
  if (ofServicePrincipal && !policy.subject) {
    throw invalidParameter("oidc_policy.subject is required in a service principal's federation policy");
  }
  if (!ofServicePrincipal && policy.subject) {
    throw invalidParameter("oidc_policy.subject must not be set in an account's federation policy");
  }
  if (policy.audiences?.some((audience) => audience === "")) {
    throw invalidParameter("oidc_policy.audiences must not hold an empty audience");
  }
  if (policy.jwks_json && policy.jwks_uri) {
    throw invalidParameter("Only one of oidc_policy.jwks_json and oidc_policy.jwks_uri may be set");
  }
}

const behaviours = { Create: create, Get: get, List: list, Update: update, Delete: remove };

export const federationPoliciesService: Service = Object.fromEntries(
  ["oauth2.AccountFederationPolicy", "oauth2.ServicePrincipalFederationPolicy"].flatMap((service) =>
    Object.entries(behaviours).map(([method, behaviour]) => [`${service}.${method}`, behaviour]),
  ),
);
