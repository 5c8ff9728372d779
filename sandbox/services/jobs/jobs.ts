import { dropAccessList, openAccessList, requireLevel, requireSight } from "../../authority/objects/access-lists";
import { requireRunAs, withKnownRunAs } from "../../authority/objects/run-as";
import { entitlementsOf } from "../../authority/workspace/caller";
import { type Behaviour, type Call, permissionDenied, type Service } from "../../control-plane";
import { keptCluster } from "../compute/cluster-policy";
import { type RequestedEntry, setRequestedAccess } from "../workspace/permissions";
import { jobAnswer } from "./job-answers";
import { listJobs } from "./job-list";
import { endRunsOf } from "./runs/ending-runs";
import { requireRunAsChange } from "./runs/run-as";
import { requireSettings } from "./settings/checks";
import { withClusters } from "./settings/clusters";
import { completeSettings } from "./settings/defaults";
import { jobs, refOf } from "./settings/job";
import type { JobSettings } from "./settings/job-settings";
import { mergedSettings } from "./settings/merge";

type ById = { job_id: number };

/** Everybody who works in the workspace makes jobs: what they may run on is what is checked. */
const create: Behaviour<JobSettings & { access_control_list?: RequestedEntry[] }> = (
  { access_control_list: access, ...given },
  call,
) => {
  if (!entitlementsOf(call).has("workspace-access")) {
    throw permissionDenied("This API is disabled for users without the workspace-access entitlement.");
  }
  const settings = completeSettings(withKnownRunAs(call, given));
  requireSettings(call, settings);
  if (settings.run_as) requireRunAs(call, "jobs", settings.run_as);
  const id = call.store.nextId();
  jobs.put(call, id, {
    job_id: id,
    creator_user_name: call.principal.name,
    created_time: call.store.now(),
    settings: kept(call, settings),
  });
  openAccessList(call, refOf(id));
  if (access?.length) setRequestedAccess(call, refOf(id), access);
  return { job_id: id };
};

/** Clusters are kept with what their policies give them. */
const kept = (call: Call, settings: JobSettings): JobSettings =>
  withClusters(settings, (cluster) => keptCluster(call, cluster));

const get: Behaviour<ById & { page_token?: string }> = ({ job_id: id, page_token: token }, call) => {
  const job = jobs.existing(call, id);
  requireSight(call, refOf(id));
  return jobAnswer(call, job, token);
};

/** Replaces all settings but whom the job runs as: once that is set, it stays until another is named. */
const reset: Behaviour<ById & { new_settings: JobSettings }> = ({ job_id: id, new_settings: given }, call) => {
  const job = jobs.existing(call, id);
  requireLevel(call, refOf(id), "CAN_MANAGE");
  const runAs = withKnownRunAs(call, given).run_as ?? job.settings.run_as;
  const settings = completeSettings({ ...given, ...(runAs && { run_as: runAs }) });
  requireSettings(call, settings);
  requireRunAsChange(call, job, runAs);
  jobs.put(call, id, { ...job, settings: kept(call, settings) });
  return undefined;
};

/** Changes some settings. */
const update: Behaviour<ById & { new_settings?: JobSettings; fields_to_remove?: string[] }> = (request, call) => {
  const { job_id: id, new_settings: changes = {}, fields_to_remove: removed = [] } = request;
  const { settings } = jobs.existing(call, id);
  requireLevel(call, refOf(id), "CAN_MANAGE");
  return reset({ job_id: id, new_settings: mergedSettings(settings, changes, removed) }, call);
};

const remove: Behaviour<ById> = ({ job_id: id }, call) => {
  jobs.existing(call, id);
  requireLevel(call, refOf(id), "CAN_MANAGE");
  jobs.remove(call, id);
  dropAccessList(call, refOf(id));
  endRunsOf(call, id);
  return undefined;
};

export const jobsService: Service = {
  "jobs.Jobs.Create": create,
  "jobs.Jobs.Get": get,
  "jobs.Jobs.Reset": reset,
  "jobs.Jobs.Update": update,
  "jobs.Jobs.List": listJobs,
  "jobs.Jobs.Delete": remove,
};
