import { accessListOf, allows } from "../../../authority/objects/access-lists";
import { namedPrincipal } from "../../../authority/objects/principals";
import { requireRunAs } from "../../../authority/objects/run-as";
import { type Call, type Directory, permissionDenied, type Store } from "../../../control-plane";
import { refOf, type StoredJob } from "../settings/job";
import type { RunAs } from "../settings/job-settings";

/** @throws ApiError 403 or 404 where a job gets a `run_as` that it did not have, and the caller may not do that. */
export function requireRunAsChange(call: Call, { job_id: id, settings }: StoredJob, after: RunAs | undefined): void {
  if (explicitName(settings.run_as) === explicitName(after)) return;
  if (!allows(call, refOf(id), "IS_OWNER")) {
    throw permissionDenied(`Only the owner of job ${id} and workspace admins can change who it runs as.`);
  }
  if (after) requireRunAs(call, "jobs", after);
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
