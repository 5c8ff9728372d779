import { type Behaviour, type Call, invalidParameter, type Service } from "../../../control-plane";
import { findTreeObject, readTreeContent, treePath } from "../../workspace/tree";
import { type StoredRun, type StoredTaskRun, taskRunKey, taskRuns } from "../run-records/run";
import { attemptsOf, latestByKey } from "../run-records/task-runs-of";
import { permittedRun } from "./run-access";
import { taskRunAnswer } from "./run-answers";

/** What one answer shows of a log: its end. */
const SHOWN_BYTES = 5 * 1024 * 1024;

/** What a task printed, and how it ended. */
const getOutput: Behaviour<{ run_id: number }> = ({ run_id: id }, call) => {
  const { run, task } = singleTask(call, id, "Retrieving the output of runs with multiple tasks is not supported");
  const { output = {} } = task;
  const { result, sql_output: sql, logs_truncated: _, ...plain } = output;
  return {
    metadata: taskRunAnswer(call.store, run, task),
    ...(task.task.notebook_task
      ? { notebook_output: result === undefined ? {} : { result, truncated: false } }
      : logsOf(call, task)),
    ...(sql ? { sql_output: sql } : {}),
    ...(task.child_run_id !== undefined ? { run_job_output: { run_id: task.child_run_id } } : {}),
    ...plain,
  };
};

function logsOf(call: Call, task: StoredTaskRun): object {
  const logs = call.store.content(taskRuns, taskRunKey(call.store, task));
  const shown = logs.subarray(Math.max(0, logs.length - SHOWN_BYTES));
  return {
    logs: shown.toString(),
    logs_truncated: task.output?.logs_truncated === true || shown.length < logs.length,
  };
}

/** @throws ApiError 400 for a run of several tasks. */
function singleTask(call: Call, id: number, refusal: string): { run: StoredRun; task: StoredTaskRun } {
  const { run, task } = permittedRun(call, id, "CAN_VIEW");
  if (task) return { run, task };
  const tasks = [...latestByKey(attemptsOf(call.store, run)).values()];
  const [only] = tasks;
  if (!only || tasks.length > 1) {
    throw invalidParameter(`${refusal}. Please retrieve the output of each individual task run instead.`);
  }
  return { run, task: only };
}

/** The notebook that a task ran, as a page. */
const exportRun: Behaviour<{ run_id: number; views_to_export?: string }> = ({ run_id: id }, call) => {
  const { task } = singleTask(call, id, "Exporting runs with multiple tasks is not supported");
  const path = task.resolved?.notebook_task?.notebook_path ?? task.task.notebook_task?.notebook_path;
  if (!path) throw invalidParameter(`Run ${id} is not of a notebook: only those can be exported.`);
  const object = path.startsWith("/") ? findTreeObject(call, treePath(path)) : undefined;
  const source = object?.content ? readTreeContent(call, object).toString() : "";
  const content = `<!DOCTYPE html><title>${escaped(path)}</title><pre>${escaped(source)}</pre>\n`;
  return { views: [{ type: "NOTEBOOK", name: path.slice(path.lastIndexOf("/") + 1), content }] };
};

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;" })[sign] ?? "&gt;");

export const outputService: Service = {
  "jobs.Jobs.GetRunOutput": getOutput,
  "jobs.Jobs.ExportRun": exportRun,
};
