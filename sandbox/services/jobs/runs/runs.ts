import { requireSight } from "../../../authority/objects/access-lists";
import { type Behaviour, type Call, invalidParameter, type Service, workspaceIdOf } from "../../../control-plane";
import { ofJob, runs, runsByJob, type StoredRun } from "../run-records/run";
import { hasEnded } from "../run-records/states";
import { jobs, refOf } from "../settings/job";
import { endingRunsService } from "./ending-runs";
import { outputService } from "./output";
import { repairService } from "./repair";
import { permittedRun, runSight } from "./run-access";
import { runAnswer, taskRunAnswer } from "./run-answers";
import { runNowService } from "./run-now";

const DEFAULT_LISTED = 20;
const MAXIMUM_LISTED = 25;
const PAGE_TOKEN = /^\d{1,15}$/;

interface GetRun {
  run_id: number;
  include_history?: boolean;
  include_resolved_values?: boolean;
  page_token?: string;
}

const get: Behaviour<GetRun> = (request, call) => {
  const { run, task } = permittedRun(call, request.run_id, "CAN_VIEW");
  if (task) return taskRunAnswer(call.store, run, task);
  const { page_token: token = "0" } = request;
  if (!PAGE_TOKEN.test(token)) throw invalidParameter(`Invalid page token: ${token}`);
  return runAnswer(call.store, run, {
    page: Number(token),
    history: request.include_history ?? false,
    resolvedValues: request.include_resolved_values ?? false,
  });
};

interface ListRuns {
  job_id?: number;
  active_only?: boolean;
  completed_only?: boolean;
  expand_tasks?: boolean;
  limit?: number;
  offset?: number;
  page_token?: string;
  run_type?: string;
  start_time_from?: number;
  start_time_to?: number;
}

/** The runs that the caller may see, the newest first. A token names the run that the last page ended with. */
const listRuns: Behaviour<ListRuns> = (request, call) => {
  const { job_id: id, active_only: active, completed_only: completed, page_token: token } = request;
  if (active && completed) throw invalidParameter("active_only and completed_only can not both be true.");
  const limit = request.limit || DEFAULT_LISTED;
  if (limit < 0 || limit > MAXIMUM_LISTED) {
    throw invalidParameter(`limit must be between 1 and ${MAXIMUM_LISTED}, got ${limit}.`);
  }
  if (token && !PAGE_TOKEN.test(token)) throw invalidParameter(`Invalid page token: ${token}`);
  if (id) {
    jobs.existing(call, id);
    requireSight(call, refOf(id));
  }
  const found = listed(call, request, (token ? 0 : (request.offset ?? 0)) + limit + 1).slice(
    token ? 0 : request.offset,
  );
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const more = found.length > limit && last !== undefined;
  return {
    ...(shown.length > 0
      ? { runs: shown.map((run) => runAnswer(call.store, run, request.expand_tasks ? { page: 0 } : {})) }
      : {}),
    has_more: more,
    ...(more ? { next_page_token: String(last.run_id) } : {}),
  };
};

/** As many as are wanted, from where the token says. */
function listed(call: Call, request: ListRuns, most: number): StoredRun[] {
  const sees = runSight(call);
  const found: StoredRun[] = [];
  const source = request.job_id ? runsByJob.of(ofJob(workspaceIdOf(call), request.job_id)) : runs;
  const before = request.page_token ? runs.keyOf(call, Number(request.page_token)) : undefined;
  for (const { value: run } of call.store.walk(source, { prefix: runs.prefixOf(call), before, reverse: true })) {
    if (!isAskedFor(run, request) || !sees(run)) continue;
    found.push(run);
    if (found.length === most) break;
  }
  return found;
}

function isAskedFor(run: StoredRun, request: ListRuns): boolean {
  if (request.active_only && hasEnded(run.state)) return false;
  if (request.completed_only && !hasEnded(run.state)) return false;
  if (request.run_type && run.run_type !== request.run_type) return false;
  if (request.start_time_from && run.start_time < request.start_time_from) return false;
  return !request.start_time_to || run.start_time <= request.start_time_to;
}

export const runsService: Service = {
  ...runNowService,
  ...endingRunsService,
  ...repairService,
  ...outputService,
  "jobs.Jobs.GetRun": get,
  "jobs.Jobs.ListRuns": listRuns,
};
