import { type Call, invalidParameter, permissionDenied, workspaceIdOf } from "../../control-plane";
import { hasRoleOnServicePrincipal } from "../account/roles";
import { areAdminsRestricted } from "../workspace/admin-restriction";
import { isWorkspaceAdmin } from "../workspace/caller";
import { namedPrincipal, namedPrincipalId, type PrincipalName } from "./principals";

const ROLE = "roles/servicePrincipal.user";

/**
 * Who may make a job or a pipeline run as whom: anybody as themself and as a group that they are in; workspace admins, unless
 * they are restricted, as any user; and whoever has the Service Principal User role as that service principal. Being an admin
 * does not give that role.
 * @param what what messages call the objects: `jobs`.
 * @throws ApiError 404 for a principal that is not in the workspace, 403 for one that the caller may not run them as.
 */
export function requireRunAs(call: Call, what: string, runAs: PrincipalName): void {
  const given = Object.values(runAs).filter((name) => name !== undefined);
  if (given.length !== 1) {
    throw invalidParameter("run_as takes exactly one of user_name, service_principal_name and group_name.");
  }
  const id = namedPrincipalId(call, runAs);
  if (call.principal.ids.has(id)) return;
  const principal = namedPrincipal(call.store, workspaceIdOf(call), id);
  if (principal?.service_principal_name !== undefined) {
    if (hasRoleOnServicePrincipal(call, principal.service_principal_name, ROLE)) return;
    throw permissionDenied(
      `${call.principal.name} needs the role ${ROLE} on the service principal ${principal.service_principal_name} to run ${what} as it.`,
    );
  }
  if (principal?.user_name !== undefined && isWorkspaceAdmin(call) && !areAdminsRestricted(call)) return;
  throw permissionDenied(`${call.principal.name} is not authorized to run ${what} as ${given[0]}.`);
}

/** The same, with a user called as the account does, in whatever letter case they were named. */
export function withKnownRunAs<Given extends { run_as?: PrincipalName }>(call: Call, given: Given): Given {
  const user = given.run_as?.user_name;
  if (user === undefined) return given;
  return { ...given, run_as: { ...given.run_as, user_name: call.directory.knownName(user) ?? user } };
}
