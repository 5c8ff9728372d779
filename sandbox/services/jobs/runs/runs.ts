import { requireLevel, requireSight } from "../../../authority/objects/access-lists";
import { entitlementsOf } from "../../../authority/workspace/caller";
import { ApiError, type Behaviour, invalidParameter, permissionDenied, type Service } from "../../../control-plane";
import { requireSettings } from "../settings/checks";
import { completeSettings } from "../settings/defaults";
import { jobs, refOf, type StoredJob } from "../settings/job";
import type { JobSettings, RunAs } from "../settings/job-settings";
import { requireRunAs } from "./run-as";

const MAXIMUM_LISTED = 25;
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
] as const;

type RunParameters = { [Name in (typeof TASK_PARAMETERS)[number]]?: object };

interface RunNow extends RunParameters {
  job_id: number;
  job_parameters?: Record<string, string>;
  /** Keys of the tasks to run, with `+` before or behind for what is up or down the stream. */
  only?: string[];
  idempotency_token?: string;
}

/** A start that was allowed and is right, and that comes to nothing yet. */
const cannotRun = (what: string): ApiError =>
  new ApiError(501, "NOT_IMPLEMENTED", `${what} is allowed and valid, but the sandbox does not run jobs yet.`);

const runNow: Behaviour<RunNow> = (request, call) => {
  const job = jobs.existing(call, request.job_id);
  requireLevel(call, refOf(request.job_id), "CAN_MANAGE_RUN");
  requireToken(request.idempotency_token);
  requireParameters(request);
  requireTasks(job, request.only);
  throw cannotRun(`This run of job ${request.job_id}`);
};

/** A run without a job: held to the same rules as a job's settings. */
const submit: Behaviour<JobSettings & { idempotency_token?: string; run_as?: RunAs }> = (
  { idempotency_token: token, ...settings },
  call,
) => {
  if (!entitlementsOf(call).has("workspace-access")) {
    throw permissionDenied("This API is disabled for users without the workspace-access entitlement.");
  }
  requireToken(token);
  requireSettings(call, completeSettings(settings));
  if (settings.run_as) requireRunAs(call, settings.run_as);
  throw cannotRun("This one-time run");
};

interface ListRuns {
  job_id?: number;
  active_only?: boolean;
  completed_only?: boolean;
  limit?: number;
}

/** Nothing has run. */
const listRuns: Behaviour<ListRuns> = ({ job_id: id, active_only: active, completed_only: completed, limit }, call) => {
  if (active && completed) throw invalidParameter("active_only and completed_only can not both be true.");
  if (limit !== undefined && (limit < 0 || limit > MAXIMUM_LISTED)) {
    throw invalidParameter(`limit must be between 1 and ${MAXIMUM_LISTED}, got ${limit}.`);
  }
  if (id) {
    jobs.existing(call, id);
    requireSight(call, refOf(id));
  }
  return { has_more: false };
};

const cancelAll: Behaviour<{ job_id?: number; all_queued_runs?: boolean }> = (request, call) => {
  const { job_id: id, all_queued_runs: queued } = request;
  if (!id && !queued) throw invalidParameter("Either job_id or all_queued_runs must be set.");
  if (id) {
    jobs.existing(call, id);
    requireLevel(call, refOf(id), "CAN_MANAGE_RUN");
  }
  return undefined;
};

const unknownRun: Behaviour<{ run_id: number }> = ({ run_id: id }) => {
  throw invalidParameter(`Run ${id} does not exist.`);
};

function requireToken(token: string | undefined): void {
  if (token === undefined || token.length <= MAXIMUM_TOKEN) return;
  throw invalidParameter(`idempotency_token has at most ${MAXIMUM_TOKEN} characters.`);
}

function requireParameters(request: RunNow): void {
  if (request.jar_params && request.notebook_params) {
    throw invalidParameter("jar_params can not be specified in conjunction with notebook_params.");
  }
  for (const name of TASK_PARAMETERS) {
    if (Buffer.byteLength(JSON.stringify({ [name]: request[name] })) > MAXIMUM_PARAMETER_BYTES) {
      throw invalidParameter(`${name} can not exceed ${MAXIMUM_PARAMETER_BYTES} bytes as JSON.`);
    }
  }
}

function requireTasks({ job_id: id, settings }: StoredJob, only: string[] = []): void {
  const keys = new Set(settings.tasks?.map(({ task_key: key }) => key));
  if (keys.size === 0) throw invalidParameter(`Job ${id} has no tasks to run.`);
  const unknown = only.find((key) => !keys.has(key.replace(/^\+|\+$/g, "")));
  if (unknown !== undefined) throw invalidParameter(`Job ${id} has no task '${unknown}', which 'only' names.`);
}

export const runsService: Service = {
  "jobs.Jobs.RunNow": runNow,
  "jobs.Jobs.Submit": submit,
  "jobs.Jobs.ListRuns": listRuns,
  "jobs.Jobs.CancelAllRuns": cancelAll,
  "jobs.Jobs.CancelRun": unknownRun,
  "jobs.Jobs.DeleteRun": unknownRun,
  "jobs.Jobs.ExportRun": unknownRun,
  "jobs.Jobs.GetRun": unknownRun,
  "jobs.Jobs.GetRunOutput": unknownRun,
  "jobs.Jobs.RepairRun": unknownRun,
};
