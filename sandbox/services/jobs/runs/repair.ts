import { ApiError, type Behaviour, invalidParameter, type Service } from "../../../control-plane";
import { putRun, type StoredRun, type StoredTaskRun, type TaskParameters } from "../run-records/run";
import { hasEnded } from "../run-records/states";
import { attemptsOf, latestByKey } from "../run-records/task-runs-of";
import { downstreamOf, parametersOf, putAttempt } from "./new-run";
import { permittedRun } from "./run-access";

interface RepairRequest extends TaskParameters {
  run_id: number;
  rerun_tasks?: string[];
  rerun_all_failed_tasks?: boolean;
  rerun_dependent_tasks?: boolean;
  latest_repair_id?: number;
  job_parameters?: Record<string, string>;
}

/** Runs some of a run's tasks again, with the settings that it began with. */
const repair: Behaviour<RepairRequest> = (request, call) => {
  const { run, task } = permittedRun(call, request.run_id, "CAN_MANAGE_RUN");
  if (task) throw invalidParameter(`Run ${request.run_id} is a task's: name the job's run to repair it.`);
  if (!hasEnded(run.state))
    throw invalidState(`Run ${run.run_id} is active: only a run that has ended can be repaired.`);
  const last = run.repairs.at(-1)?.id;
  if (last !== undefined && request.latest_repair_id !== last) {
    throw invalidParameter(`latest_repair_id must be ${last}, the id of the latest repair of run ${run.run_id}.`);
  }
  const latest = latestByKey(attemptsOf(call.store, run));
  const keys = chosen(run, latest, request);
  const id = call.store.nextId();
  const now = call.store.now();
  const ids = [...latest.values()]
    .filter(({ task_key: key }) => keys.has(key))
    .map((before) => again({ store: call.store, now }, run, before));
  putRun(
    call,
    repaired(run, request, { id, start_time: now, state: { phase: "PENDING", message: "" }, task_run_ids: ids }),
  );
  return { repair_id: id };
};

function chosen(run: StoredRun, latest: Map<string, StoredTaskRun>, request: RepairRequest): ReadonlySet<string> {
  const {
    rerun_tasks: named = [],
    rerun_all_failed_tasks: failed = false,
    rerun_dependent_tasks: dependent = false,
  } = request;
  if (failed && named.length > 0) {
    throw invalidParameter("Only one of rerun_tasks and rerun_all_failed_tasks can be set.");
  }
  const unknown = named.find((key) => !latest.has(key));
  if (unknown !== undefined)
    throw invalidParameter(`Run ${run.run_id} has no task '${unknown}', which rerun_tasks names.`);
  const wrong = [...latest.values()].filter(({ state }) => !GOOD.includes(state.result));
  const keys = new Set(failed ? wrong.map(({ task_key: key }) => key) : named);
  if (dependent && !failed) {
    const tasks = [...latest.values()].map(({ task }) => task);
    for (const key of named) for (const below of downstreamOf(tasks, key)) keys.add(below);
  }
  if (keys.size === 0) throw invalidParameter(`Run ${run.run_id} has no task to run again.`);
  return keys;
}

const GOOD: readonly (string | undefined)[] = ["SUCCESS", "EXCLUDED", "DISABLED"];

function again(where: Parameters<typeof putAttempt>[0], run: StoredRun, before: StoredTaskRun): number {
  return putAttempt(where, run, before.task, {
    attempt_number: before.attempt_number + 1,
    original_attempt_run_id: before.original_attempt_run_id,
  }).run_id;
}

function repaired(run: StoredRun, request: RepairRequest, added: StoredRun["repairs"][number]): StoredRun {
  const { end_time: _end, ending: _ending, begin_time: _begin, ...kept } = run;
  const before = Object.fromEntries(run.job_parameters.map(({ name, value }) => [name, value]));
  const {
    run_id,
    rerun_tasks,
    rerun_all_failed_tasks,
    rerun_dependent_tasks,
    latest_repair_id,
    job_parameters,
    ...given
  } = request;
  const overriding = { ...run.overriding_parameters, ...given };
  return {
    ...kept,
    first_state: run.first_state ?? run.state,
    state: { phase: "QUEUED", message: "" },
    job_parameters: parametersOf(run.settings, { ...before, ...job_parameters }),
    ...(Object.keys(overriding).length > 0 ? { overriding_parameters: overriding } : {}),
    repairs: [...run.repairs, added],
    notified: [],
  };
}

const invalidState = (message: string): ApiError => new ApiError(400, "INVALID_STATE", message);

export const repairService: Service = { "jobs.Jobs.RepairRun": repair };
