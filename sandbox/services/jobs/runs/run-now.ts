import { requireLevel } from "../../../authority/objects/access-lists";
import { namedPrincipalId } from "../../../authority/objects/principals";
import { requireRunAs } from "../../../authority/objects/run-as";
import { entitlementsOf } from "../../../authority/workspace/caller";
import {
  type Behaviour,
  type Call,
  invalidParameter,
  permissionDenied,
  type Service,
  workspaceIdOf,
} from "../../../control-plane";
import { runs, runsByToken, type StoredRun, type TaskParameters } from "../run-records/run";
import { requireSettings } from "../settings/checks";
import { completeSettings } from "../settings/defaults";
import { jobs, refOf, type StoredJob } from "../settings/job";
import type { JobSettings, RunAs } from "../settings/job-settings";
import { startJob, startOnce } from "./new-run";
import { runAsId } from "./run-as";

const MAXIMUM_TOKEN = 64;
const MAXIMUM_PARAMETER_BYTES = 10_000;
const TASK_PARAMETERS = [
  "jar_params",
  "notebook_params",
  "python_params",
  "python_named_params",
  "spark_submit_params",
  "sql_params",
  "dbt_commands",
] as const satisfies readonly (keyof TaskParameters)[];

interface RunNow extends TaskParameters {
  job_id: number;
  job_parameters?: Record<string, string>;
  only?: string[];
  idempotency_token?: string;
  queue?: { enabled: boolean };
}

const runNow: Behaviour<RunNow> = (request, call) => {
  const job = jobs.existing(call, request.job_id);
  requireLevel(call, refOf(request.job_id), "CAN_MANAGE_RUN");
  requireToken(request.idempotency_token);
  requireParameters(request, job);
  const before = runWithToken(call, request.idempotency_token, job.job_id);
  if (before) return started(before);
  if (!job.settings.tasks?.length) throw invalidParameter(`Job ${job.job_id} has no tasks to run.`);
  const overriding = Object.fromEntries(
    TASK_PARAMETERS.flatMap((name) => (request[name] === undefined ? [] : [[name, request[name]]])),
  );
  const { store, directory } = call;
  const workspaceId = workspaceIdOf(call);
  const run = startJob({ store, workspaceId, now: store.now() }, job, {
    trigger: "ONE_TIME",
    creator: call.principal.name,
    runAsId: runAsId({ store, workspaceId }, directory, job),
    overriding,
    ...(request.job_parameters ? { jobParameters: request.job_parameters } : {}),
    ...(request.only ? { only: request.only } : {}),
    ...(request.idempotency_token ? { token: request.idempotency_token } : {}),
    ...(request.queue ? { queue: request.queue.enabled } : {}),
  });
  return started(run);
};

/** A run without a job: held to the same rules as a job's settings. */
const submit: Behaviour<JobSettings & { run_name?: string; idempotency_token?: string; run_as?: RunAs }> = (
  { idempotency_token: token, run_name: name = "Untitled", ...given },
  call,
) => {
  if (!entitlementsOf(call).has("workspace-access")) {
    throw permissionDenied("This API is disabled for users without the workspace-access entitlement.");
  }
  requireToken(token);
  const settings = completeSettings({ ...given, name });
  requireSettings(call, settings);
  if (!settings.tasks?.length) throw invalidParameter("A one-time run takes at least one task.");
  if (given.run_as) requireRunAs(call, "jobs", given.run_as);
  const before = runWithToken(call, token);
  if (before) return { run_id: before.run_id };
  const { store } = call;
  const run = startOnce({ store, workspaceId: workspaceIdOf(call), now: store.now() }, settings, {
    trigger: "ONE_TIME",
    creator: call.principal.name,
    runAsId: given.run_as ? namedPrincipalId(call, given.run_as) : call.principal.id,
    ...(token ? { token } : {}),
  });
  return { run_id: run.run_id };
};

/** The number is the id: it says nothing of its own any more. */
const started = ({ run_id: id }: StoredRun): object => ({ run_id: id, number_in_job: id });

/** The run that the same token started before. */
function runWithToken(call: Call, token: string | undefined, jobId?: number): StoredRun | undefined {
  if (!token) return undefined;
  return runs.find(call, undefined, runsByToken.of(`${workspaceIdOf(call)}/${jobId ?? ""}/${token}`))?.value;
}

function requireToken(token: string | undefined): void {
  if (token === undefined || token.length <= MAXIMUM_TOKEN) return;
  throw invalidParameter(`idempotency_token has at most ${MAXIMUM_TOKEN} characters.`);
}

/** @throws ApiError 400 */
function requireParameters(request: TaskParameters & { job_parameters?: object }, { settings }: StoredJob): void {
  if (request.jar_params && request.notebook_params) {
    throw invalidParameter("jar_params can not be specified in conjunction with notebook_params.");
  }
  for (const name of TASK_PARAMETERS) {
    if (Buffer.byteLength(JSON.stringify({ [name]: request[name] })) > MAXIMUM_PARAMETER_BYTES) {
      throw invalidParameter(`${name} can not exceed ${MAXIMUM_PARAMETER_BYTES} bytes as JSON.`);
    }
  }
  const former = TASK_PARAMETERS.find((name) => request[name] !== undefined);
  if (former && settings.parameters?.length) {
    throw invalidParameter(`${former} can not be used with a job that has job parameters: give job_parameters.`);
  }
}

export const runNowService: Service = { "jobs.Jobs.RunNow": runNow, "jobs.Jobs.Submit": submit };
