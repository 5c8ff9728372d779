import { hasRoleOnServicePrincipal } from "../../../authority/account/roles";
import { accessListOf, allows } from "../../../authority/objects/access-lists";
import { namedPrincipal, namedPrincipalId } from "../../../authority/objects/principals";
import { areAdminsRestricted } from "../../../authority/workspace/admin-restriction";
import { isWorkspaceAdmin } from "../../../authority/workspace/caller";
import {
  type Call,
  type Directory,
  invalidParameter,
  permissionDenied,
  type Store,
  workspaceIdOf,
} from "../../../control-plane";
import { refOf, type StoredJob } from "../settings/job";
import type { RunAs } from "../settings/job-settings";

const ROLE = "roles/servicePrincipal.user";

/**
 * Who may make a job run as whom: anybody as themself and as a group that they are in; workspace admins, unless they are
 * restricted, as any user; and whoever has the Service Principal User role as that service principal. Being an admin does
 * not give that role.
 * @throws ApiError 404 for a principal that is not in the workspace, 403 for one that the caller may not run jobs as.
 */
export function requireRunAs(call: Call, runAs: RunAs): void {
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
      `${call.principal.name} needs the role ${ROLE} on the service principal ${principal.service_principal_name} to run jobs as it.`,
    );
  }
  if (principal?.user_name !== undefined && isWorkspaceAdmin(call) && !areAdminsRestricted(call)) return;
  throw permissionDenied(`${call.principal.name} is not authorized to run jobs as ${given[0]}.`);
}

/** The same, with a user called as the account does, in whatever letter case they were named. */
export function withKnownRunAs<Given extends { run_as?: RunAs }>(call: Call, given: Given): Given {
  const user = given.run_as?.user_name;
  if (user === undefined) return given;
  return { ...given, run_as: { ...given.run_as, user_name: call.directory.knownName(user) ?? user } };
}

/** @throws ApiError 403 or 404 where a job gets a `run_as` that it did not have, and the caller may not do that. */
export function requireRunAsChange(call: Call, { job_id: id, settings }: StoredJob, after: RunAs | undefined): void {
  if (explicitName(settings.run_as) === explicitName(after)) return;
  if (!allows(call, refOf(id), "IS_OWNER")) {
    throw permissionDenied(`Only the owner of job ${id} and workspace admins can change who it runs as.`);
  }
  if (after) requireRunAs(call, after);
}

/** Who the job's runs act as: what `run_as` names, else whoever owns the job. */
export function runAsName(where: Where, { job_id: id, settings, creator_user_name: creator }: StoredJob): string {
  const { store, workspaceId } = where;
  const owner = accessListOf(store, workspaceId, refOf(id))?.entries.find(({ level }) => level === "IS_OWNER");
  const { user_name: user, service_principal_name: application } =
    (owner && namedPrincipal(store, workspaceId, owner.principalId)) ?? {};
  return explicitName(settings.run_as) ?? user ?? application ?? creator;
}

/** The id of whom the job's runs act as; empty where there is nobody of that name any more. */
export function runAsId(where: Where, directory: Directory, job: StoredJob): string {
  const name = runAsName(where, job);
  return directory.knownName(name) === undefined ? "" : directory.idOf(name);
}

interface Where {
  store: Store;
  workspaceId: number;
}

const explicitName = (runAs: RunAs | undefined): string | undefined =>
  runAs?.user_name ?? runAs?.service_principal_name ?? runAs?.group_name;
