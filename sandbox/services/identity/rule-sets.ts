import { type GrantRule, hasRole, RULE_SET_SUFFIX, ruleSets } from "../../authority/account/roles";
import {
  ApiError,
  type Behaviour,
  type Call,
  type Collection,
  groups,
  invalidParameter,
  notFound,
  permissionDenied,
  type Service,
  servicePrincipals,
  users,
} from "../../control-plane";
import { findServicePrincipal } from "./directory-records";

/** The etag of a rule set that was never written. */
const UNWRITTEN = "0";

interface RuledResource {
  /** The roles that can be given on it. */
  roles: string[];
  /** The role whose holders may change the rule set, besides account admins. */
  manager?: string;
  /** Whether the resource is there; absent: always. */
  exists?(call: Call, id: string): boolean;
}

/** By the collection in the name `accounts/<id>/<collection>/<resource>/ruleSets/default`; "" is the account itself. */
const RESOURCES = new Map<string, RuledResource>(
  Object.entries({
    "": {
      roles: [
        "roles/marketplace.admin",
        "roles/billing.admin",
        "roles/group.manager",
        "roles/servicePrincipal.manager",
      ],
    },
    servicePrincipals: {
      roles: ["roles/servicePrincipal.manager", "roles/servicePrincipal.user"],
      manager: "roles/servicePrincipal.manager",
      exists: ({ store }, id) => findServicePrincipal(store, id) !== undefined,
    },
    groups: {
      roles: ["roles/group.manager"],
      manager: "roles/group.manager",
      exists: ({ store }, id) => store.has(groups, id),
    },
    budgetPolicies: {
      roles: ["roles/budgetPolicy.manager", "roles/budgetPolicy.user"],
      manager: "roles/budgetPolicy.manager",
    },
  }),
);

/** How rule sets write the kinds of principals. */
const PRINCIPALS = new Map<string, Collection<object>>(Object.entries({ users, groups, servicePrincipals }));

const RESOURCE_NAME = /^accounts\/([^/]+)(?:\/([^/]+)\/([^/]+))?$/;

const get: Behaviour<{ name: string; etag?: string }> = ({ name, etag }, call) => {
  const { manager } = ruledResource(call, name);
  requireManager(call, name, manager);
  const found = call.store.get(ruleSets, name) ?? { name, etag: UNWRITTEN, grant_rules: [] };
  if (etag && etag !== found.etag) throw outdated(name);
  return found;
};

const update: Behaviour<{ name: string; rule_set: { name: string; etag: string; grant_rules?: GrantRule[] } }> = (
  { name, rule_set: wanted },
  call,
) => {
  const { manager, roles } = ruledResource(call, name);
  requireManager(call, name, manager);
  if (wanted.name !== name) throw invalidParameter(`The rule set is ${name}, its body names ${wanted.name}`);
  const { etag: before } = call.store.get(ruleSets, name) ?? { etag: UNWRITTEN };
  if (wanted.etag !== before) throw outdated(name);
  const rules = (wanted.grant_rules ?? []).map(({ role, principals = [] }) => ({ role, principals }));
  for (const { role, principals } of rules) {
    if (!roles.includes(role)) throw invalidParameter(`${role} can not be given on ${name}: only ${roles.join(", ")}`);
    for (const principal of principals) requirePrincipal(call, principal);
  }
  if (rules.length > 0)
    return call.store.put(ruleSets, name, { name, etag: String(call.store.nextId()), grant_rules: rules });
  call.store.delete(ruleSets, name);
  return { name, etag: UNWRITTEN, grant_rules: [] };
};

const assignableRoles: Behaviour<{ resource: string }> = ({ resource }, call) => ({
  roles: ruledResource(call, `${resource}${RULE_SET_SUFFIX}`).roles.map((name) => ({ name })),
});

function ruledResource(call: Call, ruleSetName: string): RuledResource {
  const resource = ruleSetName.endsWith(RULE_SET_SUFFIX) ? ruleSetName.slice(0, -RULE_SET_SUFFIX.length) : "";
  const [, accountId, collection = "", id = ""] = RESOURCE_NAME.exec(resource) ?? [];
  const ruled = accountId === call.account.accountId ? RESOURCES.get(collection) : undefined;
  if (!ruled) throw invalidParameter(`Invalid rule set name: ${ruleSetName}`);
  if (ruled.exists && !ruled.exists(call, id)) throw notFound(`${resource} does not exist`);
  return ruled;
}

function requireManager(call: Call, ruleSetName: string, manager: string | undefined): void {
  if (call.principal.accountAdmin || (manager && hasRole(call, ruleSetName, manager))) return;
  throw permissionDenied(`${call.principal.name} may not manage access to ${ruleSetName}`);
}

function requirePrincipal({ directory, store }: Call, reference: string): void {
  const [, kind = "", name = ""] = /^(\w+)\/(.+)$/.exec(reference) ?? [];
  const collection = PRINCIPALS.get(kind);
  if (!collection)
    throw invalidParameter(`Invalid principal ${reference}: write users/…, groups/… or servicePrincipals/…`);
  if (!store.has(collection, directory.idOf(name))) throw notFound(`${reference} does not exist`);
}

function outdated(name: string): ApiError {
  return new ApiError(409, "RESOURCE_CONFLICT", `${name} was changed meanwhile: read it again for its present etag.`);
}

const behaviours = { GetRuleSet: get, UpdateRuleSet: update, GetAssignableRolesForResource: assignableRoles };

/** The same operations on the account and, for its own users, through a workspace. */
export const ruleSetsService: Service = Object.fromEntries(
  ["iam.AccountAccessControl", "iam.AccountAccessControlProxy"].flatMap((service) =>
    Object.entries(behaviours).map(([method, behaviour]) => [`${service}.${method}`, behaviour]),
  ),
);
