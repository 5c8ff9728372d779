import { type Call, notFound, permissionDenied, type ServicePrincipal, servicePrincipals } from "../../control-plane";
import { hasRoleOnServicePrincipal } from "./rule-sets";

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
