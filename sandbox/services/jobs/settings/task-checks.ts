import { type Call, invalidParameter, parseCallerJson } from "../../../control-plane";
import { requireCluster } from "../../compute/cluster";
import { requireNewCluster } from "../../compute/new-clusters";
import { requireServerlessRight } from "../../compute/rights";
import { requireLibraries } from "../../workspace/cluster-policies";
import { requireWarehouse } from "../../workspace/warehouses";
import type { JobTask, Source } from "./job-settings";
import { requireHealth, requireNotifications } from "./notifications";
import { requireKey } from "./task-graph";
import { kindsOf, rulesOf, type TaskKind } from "./task-kinds";
import { requireNamedObjects, requireStartedJob } from "./task-references";

const MAXIMUM_ITERATIONS_AT_ONCE = 100;
/** A reference to a parameter or to a task's value. */
const REFERENCE = /\{\{[^{}]+\}\}/;
const SQL_TASKS = ["query", "dashboard", "alert", "file"] as const;

/** What of the job its tasks refer to. */
export interface TaskContext {
  clusterKeys: ReadonlySet<string>;
  environmentKeys: ReadonlySet<string>;
  hasGitSource: boolean;
}

/** @throws ApiError for a task that the service would not take. Its dependencies are the graph's to check. */
export function requireTask(call: Call, task: JobTask, context: TaskContext): void {
  const kind = requireOneKind(task);
  requireCompute(call, kind, task, context);
  requireRetries(task);
  requireNotifications(call, `Task '${task.task_key}'`, task);
  requireHealth(`Task '${task.task_key}'`, task.health);
  requireLibraries(task.libraries);
  requireSources(task, context);
  requirePaths(task, context);
  requireOwnRules(call, task, context);
}

function requireOneKind(task: JobTask): TaskKind {
  const kinds = kindsOf(task);
  const [kind] = kinds;
  if (!kind || kinds.length > 1) {
    throw invalidParameter(
      `Task '${task.task_key}' must have exactly one task type, such as notebook_task or python_wheel_task; got ${
        kinds.join(" and ") || "none"
      }.`,
    );
  }
  return kind;
}

function requireCompute(call: Call, kind: TaskKind, task: JobTask, context: TaskContext): void {
  const { task_key: key, new_cluster: cluster, existing_cluster_id: existing, job_cluster_key: shared } = task;
  const given = (["new_cluster", "existing_cluster_id", "job_cluster_key"] as const).filter((member) => task[member]);
  if (given.length > 1) {
    throw invalidParameter(`Task '${key}' can have only one of ${given.join(" and ")}.`);
  }
  if (rulesOf(kind).compute === "none") {
    if (given[0]) throw invalidParameter(`Task '${key}' is a ${kind}, which takes no ${given[0]}.`);
    return;
  }
  if (task.notebook_task?.warehouse_id) {
    if (given[0]) throw invalidParameter(`Task '${key}' runs on a SQL warehouse and takes no ${given[0]}.`);
    requireWarehouse(call, task.notebook_task.warehouse_id, "CAN_USE");
    return;
  }
  if (!given[0]) {
    requireServerless(call, kind, task, context);
    return;
  }
  if (task.environment_key) {
    throw invalidParameter(`Task '${key}' has both environment_key, which is for serverless compute, and ${given[0]}.`);
  }
  if (existing) requireCluster(call, existing);
  if (shared && !context.clusterKeys.has(shared)) {
    throw invalidParameter(`Job cluster '${shared}' is not defined in field 'job_clusters': task '${key}' names it.`);
  }
  if (cluster) requireNewCluster(call, `Task '${key}'`, cluster);
}

function requireServerless(call: Call, kind: TaskKind, task: JobTask, { environmentKeys }: TaskContext): void {
  const { task_key: key, environment_key: environment } = task;
  const rules = rulesOf(kind);
  if (rules.clusterOnly) {
    throw invalidParameter(
      `Task '${key}' is a ${kind}, which takes new_cluster: it can not run on serverless compute.`,
    );
  }
  if (task.libraries?.length) {
    throw invalidParameter(
      `Libraries field is not supported for serverless task, please specify libraries in environment: task '${key}'.`,
    );
  }
  if (environment !== undefined && !environmentKeys.has(environment)) {
    throw invalidParameter(
      `Environment '${environment}' is not defined in field 'environments': task '${key}' names it.`,
    );
  }
  if (rules.environment && environment === undefined) {
    throw invalidParameter(
      `An environment is required for serverless task ${key}: set environment_key, or name a cluster.`,
    );
  }
  requireServerlessRight(call);
}

function requireRetries({ task_key: key, ...task }: JobTask): void {
  if (task.max_retries !== undefined && task.max_retries < -1) {
    throw invalidParameter(`Task '${key}': max_retries must be -1 (without end), 0 or more, got ${task.max_retries}.`);
  }
  for (const member of ["min_retry_interval_millis", "timeout_seconds"] as const) {
    const value = task[member];
    if (value !== undefined && value < 0) {
      throw invalidParameter(`Task '${key}': ${member} must not be negative, got ${value}.`);
    }
  }
}

function requireSources(task: JobTask, { hasGitSource }: TaskContext): void {
  const sources: (Source | undefined)[] = [
    task.notebook_task?.source,
    task.spark_python_task?.source,
    task.dbt_task?.source,
    task.sql_task?.file?.source,
  ];
  if (!hasGitSource && sources.includes("GIT")) {
    throw invalidParameter(`Task '${task.task_key}' has its source in GIT, and the job has no git_source.`);
  }
}

/** What a Python file in the workspace's reach may begin with. */
const PYTHON_FILE = /^(\/|(dbfs|abfss|abfs|wasbs|s3|s3a|gs|adl|file):\/)/i;

/** Code in the workspace has a place there; code in Git, one in the repository, where a job's is that says nothing else. */
function requirePaths(
  { notebook_task: notebook, spark_python_task: script, sql_task: sql }: JobTask,
  { hasGitSource }: TaskContext,
): void {
  const isInGit = (source: Source | undefined): boolean => (source ? source === "GIT" : hasGitSource);
  if (notebook && !isInGit(notebook.source) && isRelative(notebook.notebook_path)) {
    throw invalidParameter(
      `Invalid notebook_path: ${notebook.notebook_path}. Only absolute paths are currently supported. Paths must begin with '/'.`,
    );
  }
  if (
    script &&
    !isInGit(script.source) &&
    !REFERENCE.test(script.python_file) &&
    !PYTHON_FILE.test(script.python_file)
  ) {
    throw invalidParameter(
      `Invalid Python file URI: ${script.python_file}. Please visit Databricks user guide for supported URI schemes.`,
    );
  }
  if (sql?.file && !isInGit(sql.file.source) && isRelative(sql.file.path)) {
    throw invalidParameter(`Invalid path of a SQL file: ${sql.file.path}. Paths must begin with '/'.`);
  }
}

const isRelative = (path: string): boolean => !path.startsWith("/") && !REFERENCE.test(path);

function requireOwnRules(call: Call, task: JobTask, context: TaskContext): void {
  const { python_wheel_task: wheel, sql_task: sql, dbt_task: dbt, run_job_task: run, for_each_task: loop } = task;
  const key = task.task_key;
  if (wheel?.parameters?.length && Object.keys(wheel.named_parameters ?? {}).length > 0) {
    throw invalidParameter(
      `Task '${key}': only one of parameters and named_parameters can be set in python_wheel_task.`,
    );
  }
  if (sql) {
    const given = SQL_TASKS.filter((member) => sql[member] !== undefined);
    if (given.length !== 1) {
      throw invalidParameter(
        `Task '${key}': sql_task takes exactly one of ${SQL_TASKS.join(", ")}; got ${given.join(", ") || "none"}.`,
      );
    }
    requireWarehouse(call, sql.warehouse_id, "CAN_USE");
  }
  if (dbt) {
    if (dbt.commands.length === 0) throw invalidParameter(`Task '${key}': dbt_task takes at least one command.`);
    if (dbt.warehouse_id) requireWarehouse(call, dbt.warehouse_id, "CAN_USE");
  }
  if (run) requireStartedJob(call, run.job_id);
  requireNamedObjects(call, task);
  if (loop) requireLoop(call, key, loop, context);
}

function requireLoop(
  call: Call,
  key: string,
  { inputs, concurrency = 1, task }: NonNullable<JobTask["for_each_task"]>,
  context: TaskContext,
): void {
  if (concurrency < 1 || concurrency > MAXIMUM_ITERATIONS_AT_ONCE) {
    throw invalidParameter(
      `Task '${key}': concurrency of for_each_task must be between 1 and ${MAXIMUM_ITERATIONS_AT_ONCE}, got ${concurrency}.`,
    );
  }
  if (!REFERENCE.test(inputs) && !isJsonArray(inputs)) {
    throw invalidParameter(
      `Task '${key}': inputs of for_each_task must be a JSON array that is not empty, or a reference such as {{job.parameters.names}}.`,
    );
  }
  requireKey("task_key", task.task_key);
  if (task.for_each_task) throw invalidParameter(`Task '${key}': a for_each_task can not be nested in another.`);
  if (task.depends_on?.length) {
    throw invalidParameter(`Task '${task.task_key}' is nested in '${key}' and can not have depends_on.`);
  }
  requireTask(call, task, context);
}

function isJsonArray(text: string): boolean {
  try {
    const parsed: unknown = parseCallerJson(text);
    return Array.isArray(parsed) && parsed.length > 0;
  } catch {
    return false;
  }
}
