import { type Call, invalidParameter } from "../../../control-plane";
import { requireNewCluster } from "../../compute/new-clusters";
import { requireBudget } from "./budgets";
import type { GitSource, JobSettings } from "./job-settings";
import { requireHealth, requireNotifications } from "./notifications";
import { requireTask } from "./task-checks";
import { requireKey, requireTaskGraph } from "./task-graph";
import { requireTriggers } from "./triggers";

const MAXIMUM_NAME_BYTES = 4096;
const MAXIMUM_DESCRIPTION = 27_700;
const MAXIMUM_TASKS = 1000;
const MAXIMUM_CONCURRENT_RUNS = 1000;
const MAXIMUM_TAGS = 25;
/** They are forwarded to clusters, and so to machines in Azure. */
const MAXIMUM_TAG_VALUE = 256;
const PARAMETER_NAME = /^[A-Za-z0-9_.-]+$/;

/**
 * Holds a job's whole settings to the service's rules, besides who it runs as.
 * @throws ApiError 400 for what is wrong, 403 for compute that the caller may not use.
 */
export function requireSettings(call: Call, settings: JobSettings): void {
  requireTexts(settings);
  requireNumbers(settings);
  const { tasks = [], job_clusters: clusters = [], environments = [], git_source: git } = settings;
  const clusterKeys = requireUnique(
    "job_cluster_key",
    clusters.map((each) => each.job_cluster_key),
  );
  const environmentKeys = requireUnique(
    "environment_key",
    environments.map((each) => each.environment_key),
  );
  for (const { name } of settings.parameters ?? []) requireParameterName(name);
  requireUnique(
    "parameter",
    (settings.parameters ?? []).map(({ name }) => name),
    () => {},
  );
  if (tasks.length > MAXIMUM_TASKS) {
    throw invalidParameter(`A job has at most ${MAXIMUM_TASKS} tasks, got ${tasks.length}.`);
  }
  requireTaskGraph(tasks);
  for (const { job_cluster_key: key, new_cluster: cluster } of clusters) {
    if (!cluster) throw invalidParameter(`Job cluster '${key}' takes new_cluster.`);
    requireNewCluster(call, `Job cluster '${key}'`, cluster);
  }
  for (const task of tasks) requireTask(call, task, { clusterKeys, environmentKeys, hasGitSource: git !== undefined });
  if (git) requireGitSource(git);
  requireTriggers(call, settings);
  requireNotifications(call, "The job", settings);
  requireHealth("The job", settings.health);
  requireBudget(call, settings);
}

function requireTexts({ name, description, tags = {} }: JobSettings): void {
  if (name !== undefined && Buffer.byteLength(name) > MAXIMUM_NAME_BYTES) {
    throw invalidParameter(`A job's name has at most ${MAXIMUM_NAME_BYTES} bytes.`);
  }
  if (description !== undefined && description.length > MAXIMUM_DESCRIPTION) {
    throw invalidParameter(`A job's description has at most ${MAXIMUM_DESCRIPTION} characters.`);
  }
  const count = Object.keys(tags).length;
  if (count > MAXIMUM_TAGS) throw invalidParameter(`A job has at most ${MAXIMUM_TAGS} tags, got ${count}.`);
  for (const [key, value] of Object.entries(tags)) {
    if (value.length > MAXIMUM_TAG_VALUE) {
      throw invalidParameter(
        `The value of tag '${key}' has at most ${MAXIMUM_TAG_VALUE} characters, got ${value.length}.`,
      );
    }
  }
}

function requireNumbers({ max_concurrent_runs: runs = 1, timeout_seconds: timeout = 0 }: JobSettings): void {
  if (runs < 0 || runs > MAXIMUM_CONCURRENT_RUNS) {
    throw invalidParameter(`max_concurrent_runs must be between 0 and ${MAXIMUM_CONCURRENT_RUNS}, got ${runs}.`);
  }
  if (timeout < 0) throw invalidParameter(`timeout_seconds must not be negative, got ${timeout}.`);
}

function requireUnique(
  member: string,
  keys: string[],
  check: (member: string, key: string) => void = requireKey,
): ReadonlySet<string> {
  const seen = new Set<string>();
  for (const key of keys) {
    check(member, key);
    if (seen.has(key)) throw invalidParameter(`Duplicate ${member} '${key}' in the job's settings.`);
    seen.add(key);
  }
  return seen;
}

function requireParameterName(name: string): void {
  if (PARAMETER_NAME.test(name)) return;
  throw invalidParameter(`Invalid job parameter name '${name}': it can have A-Z, a-z, 0-9, _, - and '.' only.`);
}

function requireGitSource({ git_url: url, ...reference }: GitSource): void {
  if (!URL.canParse(url) || new URL(url).protocol !== "https:") {
    throw invalidParameter(`git_source.git_url '${url}' is not an https address.`);
  }
  const given = (["git_branch", "git_tag", "git_commit"] as const).filter((member) => reference[member]);
  if (given.length !== 1) {
    throw invalidParameter(
      `git_source takes exactly one of git_branch, git_tag and git_commit; got ${given.join(", ") || "none"}.`,
    );
  }
}
