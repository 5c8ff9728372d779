import { compareIntegers } from "../../catalogue/lossless-json";
import { type Behaviour, type Call, invalidParameter, type Service } from "../../control-plane";
import { activeExperiment } from "./experiment";
import { checkEntry } from "./limits";
import {
  permittedRun,
  putRun,
  RUN_NAME_TAG,
  type Run,
  type RunAddress,
  type RunStatus,
  runsOf,
  shownRun,
  shownRunInfo,
  writableRun,
} from "./run";

/** The states in which a run has ended. */
const ENDED: readonly RunStatus[] = ["FINISHED", "FAILED", "KILLED"];

const create: Behaviour<{
  experiment_id?: string;
  run_name?: string;
  start_time?: number;
  user_id?: string;
  tags?: { key: string; value?: string }[];
}> = (request, call) => {
  if (!request.experiment_id) throw invalidParameter("Missing value for required parameter 'experiment_id'.");
  const experiment = activeExperiment(call, request.experiment_id, "CAN_EDIT");
  const tags = Object.fromEntries((request.tags ?? []).map(({ key, value = "" }) => [key, value]));
  for (const [key, value] of Object.entries(tags)) checkEntry("Run tag", key, value);
  const id = call.store.uuid().replaceAll("-", "");
  const name = runName(request.run_name, tags[RUN_NAME_TAG]) ?? `run-${id.slice(0, 8)}`;
  const run = putRun(call, {
    run_id: id,
    experiment_id: experiment.experiment_id,
    run_name: name,
    user_id: request.user_id || call.principal.name,
    status: "RUNNING",
    start_time: request.start_time ?? call.store.now(),
    artifact_uri: `${experiment.artifact_location}/${id}/artifacts`,
    params: {},
    tags: { ...tags, [RUN_NAME_TAG]: name },
    metrics: {},
    dataset_inputs: [],
    model_inputs: [],
    model_outputs: [],
  });
  return { run: shownRun(run) };
};

/** A run may be named by a tag too, but not by two names. */
function runName(given: string | undefined, tagged: string | undefined): string | undefined {
  if (given && tagged && given !== tagged) {
    throw invalidParameter(
      `Both 'run_name' argument and '${RUN_NAME_TAG}' tag are specified, but with different values (run_name='${given}', ${RUN_NAME_TAG}='${tagged}').`,
    );
  }
  return given || tagged;
}

const get: Behaviour<RunAddress> = (request, call) => ({ run: shownRun(permittedRun(call, request, "CAN_READ")) });

const update: Behaviour<RunAddress & { status?: RunStatus; end_time?: number; run_name?: string }> = (
  request,
  call,
) => {
  const before = writableRun(call, request);
  const { status = before.status, run_name: name = before.run_name } = request;
  const { end_time: formerEnd, ...running } = before;
  // A run that goes on again has not ended.
  const end = request.end_time ?? (ENDED.includes(status) ? (formerEnd ?? call.store.now()) : undefined);
  const run = putRun(call, {
    ...running,
    ...(end === undefined ? {} : { end_time: end }),
    status,
    run_name: name,
    tags: { ...before.tags, [RUN_NAME_TAG]: name },
  });
  return { run_info: shownRunInfo(run) };
};

const remove: Behaviour<{ run_id: string }> = (request, call) => {
  setDeleted(call, permittedRun(call, request, "CAN_EDIT"), true);
  return undefined;
};

const restore: Behaviour<{ run_id: string }> = (request, call) => {
  setDeleted(call, permittedRun(call, request, "CAN_EDIT"), false);
  return undefined;
};

function setDeleted(call: Call, run: Run, deleted: boolean): void {
  const { deleted_at: before, ...active } = run;
  if (deleted) putRun(call, { ...active, deleted_at: before ?? call.store.now() });
  else putRun(call, active);
}

const MOST_AT_ONCE = 10_000;

/** Deletes the oldest runs that were created before a time. */
const removeMany: Behaviour<{ experiment_id: string; max_timestamp_millis: number; max_runs?: number }> = (
  request,
  call,
) => {
  const experiment = activeExperiment(call, request.experiment_id, "CAN_EDIT");
  const chosen = runsOf(call, experiment)
    .filter((run) => run.deleted_at === undefined && run.start_time <= request.max_timestamp_millis)
    .sort((a, b) => compareIntegers(a.start_time, b.start_time))
    .slice(0, request.max_runs ?? MOST_AT_ONCE);
  for (const run of chosen) setDeleted(call, run, true);
  return { runs_deleted: chosen.length };
};

/** Restores runs that were deleted since a time. */
const restoreMany: Behaviour<{ experiment_id: string; min_timestamp_millis: number; max_runs?: number }> = (
  request,
  call,
) => {
  const experiment = activeExperiment(call, request.experiment_id, "CAN_EDIT");
  const chosen = runsOf(call, experiment)
    .filter(({ deleted_at: at }) => at !== undefined && at >= request.min_timestamp_millis)
    .slice(0, request.max_runs ?? MOST_AT_ONCE);
  for (const run of chosen) setDeleted(call, run, false);
  return { runs_restored: chosen.length };
};

export const runsService: Service = {
  "ml.Experiments.CreateRun": create,
  "ml.Experiments.GetRun": get,
  "ml.Experiments.UpdateRun": update,
  "ml.Experiments.DeleteRun": remove,
  "ml.Experiments.RestoreRun": restore,
  "ml.Experiments.DeleteRuns": removeMany,
  "ml.Experiments.RestoreRuns": restoreMany,
};
