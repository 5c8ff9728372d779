import { hasRoleOnServicePrincipal } from "../../authority/account/roles";
import { namedPrincipal, namedPrincipalId } from "../../authority/objects/principals";
import { type Call, invalidParameter, permissionDenied, workspaceIdOf } from "../../control-plane";

/** Whom an alert acts as when it runs. */
export interface AlertRunAs {
  user_name?: string;
  service_principal_name?: string;
}

const ROLE = "roles/servicePrincipal.user";

/**
 * Anybody may make an alert run as themself, and as a service principal that they have the Service Principal User role on.
 * @throws ApiError 404 for a principal that is not in the workspace, 403 for any other.
 */
export function requireAlertRunAs(call: Call, runAs: AlertRunAs): void {
  const { user_name: user, service_principal_name: application } = runAs;
  if ((user === undefined) === (application === undefined)) {
    throw invalidParameter("run_as takes exactly one of user_name and service_principal_name.");
  }
  const id = namedPrincipalId(call, runAs);
  if (id === call.principal.id) return;
  const named = namedPrincipal(call.store, workspaceIdOf(call), id)?.service_principal_name;
  if (named !== undefined && hasRoleOnServicePrincipal(call, named, ROLE)) return;
  throw permissionDenied(
    named === undefined
      ? `${call.principal.name} can not run alerts as ${user}: run_as.user_name can only be one's own.`
      : `${call.principal.name} needs the role ${ROLE} on the service principal ${named} to run alerts as it.`,
  );
}

/** Whose rights an alert's query has: whom it names, or its owner. */
export function runAsIdOf(call: Call, alert: { runAs?: AlertRunAs; ownerId: string }): string {
  return alert.runAs ? namedPrincipalId(call, alert.runAs) : alert.ownerId;
}

/** What `run_as_user_name`, the older way of naming it, stands for: a user name or an application id. */
export function runAsNamed(call: Call, name: string): AlertRunAs {
  const id = namedPrincipalId(call, { user_name: name });
  const application = namedPrincipal(call.store, workspaceIdOf(call), id)?.service_principal_name;
  return application === undefined ? { user_name: name } : { service_principal_name: application };
}
