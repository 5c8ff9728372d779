import {
  type Call,
  Collection,
  notFound,
  permissionDenied,
  type ServicePrincipal,
  servicePrincipals,
} from "../../control-plane";

/** @throws ApiError 403 unless the caller is an admin of the account. */
export function requireAccountAdmin(call: Call): void {
  if (call.principal.accountAdmin) return;
  throw permissionDenied(
    `This API is disabled for users without account admin status: ${call.principal.name} is not an account admin.`,
  );
}

/** Who has which role on one resource of the account. */
interface RuleSet {
  name: string;
  /** Changes with every update; an update must name the one that it read. */
  etag: string;
  grant_rules: GrantRule[];
}

export interface GrantRule {
  /** For example `roles/servicePrincipal.manager`. */
  role: string;
  /** `users/<user name>`, `groups/<name>`, `servicePrincipals/<application id>`. */
  principals: string[];
}

/** By name; a rule set without rules is not kept. */
export const ruleSets = new Collection<RuleSet>("identity.rule-set");

/** What the name of a resource's rule set ends with. */
export const RULE_SET_SUFFIX = "/ruleSets/default";

/** Whether the caller holds `role` on a service principal of the account, by a rule set. */
export function hasRoleOnServicePrincipal(call: Call, applicationId: string, role: string): boolean {
  return hasRole(call, `accounts/${call.account.accountId}/servicePrincipals/${applicationId}${RULE_SET_SUFFIX}`, role);
}

/** Whether the caller holds `role` by the rule set, itself or through a group. */
export function hasRole(call: Call, ruleSetName: string, role: string): boolean {
  const { kind, name, names } = call.principal;
  const own = kind === "user" ? "users" : "servicePrincipals";
  const isCaller = (reference: string): boolean => {
    const [named, ...rest] = reference.split("/");
    const holder = rest.join("/");
    if (named === "groups") return names.has(holder);
    return named === own && (kind === "user" ? holder.toLowerCase() : holder) === name;
  };
  const rules = call.store.get(ruleSets, ruleSetName)?.grant_rules ?? [];
  return rules.some((rule) => rule.role === role && rule.principals.some(isCaller));
}

/**
 * The service principal with this id, for a caller who manages it: an account admin, or a holder of
 * `roles/servicePrincipal.manager` on it.
 * @throws ApiError 404 or 403.
 */
export function managedServicePrincipal(call: Call, id: string | number): ServicePrincipal {
  const identity = call.store.get(servicePrincipals, String(id));
  const { principal } = call;
  const manages =
    principal.accountAdmin ||
    (identity && hasRoleOnServicePrincipal(call, identity.applicationId, "roles/servicePrincipal.manager"));
  if (!manages) throw permissionDenied(`${principal.name} does not manage service principal ${id}`);
  if (!identity) throw notFound(`Service principal ${id} does not exist`);
  return identity;
}
