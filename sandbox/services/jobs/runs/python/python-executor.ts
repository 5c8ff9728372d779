import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  DEFAULT_LIMITS,
  endLeftBehind,
  type Limits,
  type PythonCode,
  type PythonOutcome,
  type PythonTask,
  PythonTasks,
  removeFolder,
} from "../../../../compute/python";
import { ApiError, type BackgroundOptions, type Call } from "../../../../control-plane";
import { dataServerOf } from "../../../data/attached";
import { failed, succeeded, WORKLOAD_FAILED } from "../../run-records/states";
import type { JobTask } from "../../settings/job-settings";
import type { ExecutableTask, Execution, ExecutionListener, TaskEnd, TaskExecutor } from "../task-executor";
import { CodeError } from "./code-error";
import { librariesOf } from "./libraries";
import { type CodeFile, WorkspaceCode } from "./workspace-code";

export interface PythonExecutorOptions extends Pick<BackgroundOptions, "perform"> {
  /** A folder of this sandbox for what its tasks need. */
  folder: string;
  /** The folder that the estate's settings lie in. */
  estate: string;
  /** Tops of the checkouts that a Git folder stands for. */
  checkouts: readonly string[];
  tell: (line: string) => void;
  /** What differs from the usual. */
  limits?: Partial<Limits>;
}

/** The version of the runtime that a cluster would say. */
const RUNTIME_VERSION = "16.4";

/** Runs Python files, wheels and notebooks in processes of their own. */
export class PythonExecutor implements TaskExecutor {
  private readonly tasks: PythonTasks;

  constructor(private readonly options: PythonExecutorOptions) {
    // What a control plane that was killed left there is nobody's.
    removeFolder(options.folder);
    this.tasks = new PythonTasks(options.folder, options.tell);
  }

  execute(executable: ExecutableTask, listener: ExecutionListener): Execution {
    const { task } = executable;
    const folder = join(this.options.folder, String(task.run_id));
    removeFolder(folder);
    const planned = this.plan(executable, folder);
    if ("state" in planned) {
      listener.ended(planned);
      return { stop: () => {}, logs: () => undefined };
    }
    const output = join(folder, "output");
    const running = this.tasks.run(planned, {
      installing: () => listener.preparing("Installing libraries"),
      started: (process) => listener.started(process),
      ended: (outcome) => {
        const logs = tailOf(output, DEFAULT_LIMITS.outputBytes);
        removeFolder(folder);
        listener.ended({ ...endOf(outcome), ...(logs ? { logs } : {}) });
      },
    });
    return { stop: () => running.stop(), logs: () => tailOf(output, LIVE_BYTES) };
  }

  endLeftBehind(process: { pid: number; began: string }): void {
    endLeftBehind(process);
  }

  async stop(): Promise<void> {
    await this.tasks.end();
  }

  /** What to run; or why it can not be. */
  private plan(executable: ExecutableTask, folder: string): PythonTask | TaskEnd {
    const { run } = executable;
    try {
      const planned = this.options.perform(run.workspace_id, run.run_as_id, (call) =>
        this.planAs(call, executable, folder),
      );
      if (planned) return planned;
      return {
        state: failed("The identity that the run acts as is not in the workspace any more.", "UNAUTHORIZED_ERROR"),
      };
    } catch (error) {
      if (error instanceof CodeError) return { state: failed(error.message, error.code) };
      if (error instanceof ApiError) return { state: failed(error.message, "RESOURCE_NOT_FOUND") };
      // A full disk, say.
      return { state: failed(notSetUp(error instanceof Error ? error.message : String(error)), "INTERNAL_ERROR") };
    }
  }

  private planAs(call: Call, { run, task, values, host, token }: ExecutableTask, folder: string): PythonTask {
    const { resolved = task.task } = task;
    const workspace = new WorkspaceCode(call, this.options.checkouts, folder);
    const { requirements, wheels } = librariesOf(resolved, run.settings, workspace, this.options.estate);
    const { code, file, parameters } = codeOf(
      resolved,
      executedParameters(run, resolved),
      workspace,
      run.settings.git_source !== undefined,
    );
    const job = { jobId: String(run.job_id ?? ""), runId: String(run.run_id) };
    const spark = dataServerOf(call.store)?.remote(token, String(run.workspace_id), job);
    return {
      id: String(task.run_id),
      folder,
      requirements,
      code,
      path: [...wheels, ...(file ? [dirname(file.path)] : [])],
      cwd: file ? dirname(file.path) : folder,
      values,
      parameters,
      ...(this.options.limits ? { limits: this.options.limits } : {}),
      environment: {
        DATABRICKS_HOST: host,
        DATABRICKS_TOKEN: token,
        DATABRICKS_RUNTIME_VERSION: RUNTIME_VERSION,
        MLFLOW_TRACKING_URI: "databricks",
        MLFLOW_REGISTRY_URI: "databricks-uc",
        DATABRICKS_JOB_ID: job.jobId,
        DATABRICKS_JOB_RUN_ID: job.runId,
        DATABRICKS_TASK_RUN_ID: String(task.run_id),
        DATABRICKS_TASK_KEY: task.task_key,
        ...(spark ? { SPARK_REMOTE: spark } : {}),
      },
    };
  }
}

const LIVE_BYTES = 256 * 1024;

interface Planned {
  code: PythonCode;
  file?: CodeFile;
  /** What widgets have. */
  parameters: Record<string, string>;
}

/** Parameters as the task's code gets them. */
interface Parameters {
  list: string[];
  named: Record<string, string>;
}

/** A run's own parameters take the place of the task's; the job's are pushed down to what takes them by name. */
function executedParameters(run: ExecutableTask["run"], task: JobTask): Parameters {
  const { overriding_parameters: own = {} } = run;
  const ofJob = Object.fromEntries(run.job_parameters.map(({ name, value }) => [name, value]));
  const list = task.spark_python_task?.parameters ?? task.python_wheel_task?.parameters ?? [];
  const named = task.python_wheel_task?.named_parameters ?? task.notebook_task?.base_parameters ?? {};
  return {
    list: own.python_params ?? list,
    named: { ...named, ...(task.notebook_task ? own.notebook_params : own.python_named_params), ...ofJob },
  };
}

function codeOf(task: JobTask, { list, named }: Parameters, workspace: WorkspaceCode, hasGitSource: boolean): Planned {
  const { spark_python_task: script, python_wheel_task: wheel, notebook_task: notebook } = task;
  if (script) {
    const file = workspace.pythonFile(script.python_file, isInGit(script.source, hasGitSource));
    return { code: { kind: "file", path: file.path, parameters: list }, file, parameters: {} };
  }
  if (notebook) {
    const file = workspace.notebook(notebook.notebook_path, isInGit(notebook.source, hasGitSource));
    return { code: { kind: "notebook", path: file.path, root: file.root }, file, parameters: named };
  }
  if (wheel) {
    const options = Object.entries(named).map(([name, value]) => `--${name}=${value}`);
    const { package_name: name = "", entry_point: entry = "" } = wheel;
    const parameters = list.length > 0 ? list : options;
    return { code: { kind: "entry_point", package: name, entry_point: entry, parameters }, parameters: {} };
  }
  throw new CodeError(
    `The sandbox does not run tasks of this kind: ${Object.keys(task)
      .filter((member) => member.endsWith("_task"))
      .join(", ")}.`,
    "INVALID_RUN_CONFIGURATION",
  );
}

const isInGit = (source: string | undefined, hasGitSource: boolean): boolean =>
  source ? source === "GIT" : hasGitSource;

const notSetUp = (reason: string): string => `The task could not be set up: ${reason}`;

function endOf(outcome: PythonOutcome): TaskEnd {
  const { error, errorTrace, exitValue, values, output_bytes: bytes, output_lost_to: lostTo } = outcome;
  const output = {
    ...(error === undefined ? {} : { error }),
    ...(errorTrace === undefined ? {} : { error_trace: errorTrace }),
    ...(exitValue === undefined ? {} : { result: exitValue }),
    logs_truncated: bytes > DEFAULT_LIMITS.outputBytes || lostTo !== null,
  };
  if (outcome.failedSetup !== undefined) {
    const { part, reason } = outcome.failedSetup;
    const message = part === "libraries" ? reason : notSetUp(reason);
    const code = part === "libraries" ? "LIBRARY_INSTALLATION_ERROR" : "INTERNAL_ERROR";
    return { state: failed(message, code), output: { ...output, error: message } };
  }
  if (outcome.exit === 0 && outcome.reason === null) return { state: succeeded(), output, values };
  if (error !== undefined) return { state: failed(WORKLOAD_FAILED), output, values };
  const message = endedBy(outcome);
  return {
    state: failed(message, outcome.exit === null ? "DRIVER_ERROR" : "RUN_EXECUTION_ERROR"),
    output: { ...output, error: message },
    values,
  };
}

/** How a process ended that said nothing itself. */
function endedBy({ exit, signal, reason, lost, output_lost_to: lostTo }: PythonOutcome): string {
  if (reason === "memory") {
    return "The Python process exited with exit code 137 (SIGKILL: Killed). This may have been caused by an OOM error. Check your command's memory usage.";
  }
  if (lost !== undefined) return "The Python process exited unexpectedly: what stood over it was killed.";
  if (signal !== null) return `The Python process exited with exit code ${128 + signal} (signal ${signal}).`;
  const code = `The Python process exited with exit code ${exit}.`;
  return lostTo === null ? code : `${code} What it printed could not be kept: ${lostTo}.`;
}

/** The last bytes of a file; undefined where there is none. */
function tailOf(path: string, most: number): Buffer | undefined {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch {
    return undefined;
  }
  try {
    const { size } = fstatSync(file);
    const tail = Buffer.alloc(Math.min(size, most));
    const read = readSync(file, tail, 0, tail.length, size - tail.length);
    return tail.subarray(0, read);
  } finally {
    closeSync(file);
  }
}
