import { type ApiError, invalidParameter } from "../../../control-plane";
import type { JobTask } from "./job-settings";

const MAXIMUM_KEY = 100;
const KEY = /^[A-Za-z0-9_-]+$/;

/** @throws ApiError 400 for keys that are not valid or given twice, and for dependencies that lead nowhere or round. */
export function requireTaskGraph(tasks: readonly JobTask[]): void {
  const byKey = new Map<string, JobTask>();
  for (const task of tasks) {
    requireKey("task_key", task.task_key);
    if (byKey.has(task.task_key)) throw invalidParameter(`Duplicate task key '${task.task_key}' in the job's tasks.`);
    byKey.set(task.task_key, task);
  }
  for (const task of tasks) requireDependencies(task, byKey);
  const cycle = cycleIn(byKey);
  if (cycle) throw invalidGraph(`tasks depend on each other: ${cycle.join(" -> ")}`);
}

/** @throws ApiError 400 unless `key` can name a task, a job cluster or the like. */
export function requireKey(member: string, key: string): void {
  if (key.length > MAXIMUM_KEY || !KEY.test(key)) {
    throw invalidParameter(
      `Invalid ${member} '${key}': it must have 1 to ${MAXIMUM_KEY} characters, of A-Z, a-z, 0-9, - and _.`,
    );
  }
}

function requireDependencies({ task_key: key, depends_on: dependencies = [] }: JobTask, tasks: Map<string, JobTask>) {
  const seen = new Set<string>();
  for (const { task_key: on, outcome } of dependencies) {
    const task = tasks.get(on);
    if (on === key) throw invalidGraph(`task '${key}' can not reference itself`);
    if (!task) throw invalidGraph(`task '${key}' depends on '${on}', which is not a task of the job`);
    if (outcome === undefined) {
      if (seen.has(on)) throw invalidGraph(`task '${key}' depends on '${on}' twice`);
      seen.add(on);
    } else requireOutcome(key, task, outcome);
  }
}

function requireOutcome(key: string, on: JobTask, outcome: string): void {
  if (!on.condition_task) {
    throw invalidGraph(`task '${key}' names an outcome of '${on.task_key}', which is not a condition task`);
  }
  if (outcome !== "true" && outcome !== "false") {
    throw invalidGraph(`task '${key}' names the outcome '${outcome}' of '${on.task_key}': it is "true" or "false"`);
  }
}

/** The keys along a cycle, the first one repeated at the end. */
function cycleIn(tasks: Map<string, JobTask>): string[] | undefined {
  const done = new Set<string>();
  const path: string[] = [];

  for (const key of tasks.keys()) {
    const cycle = visit(key);
    if (cycle) return cycle;
  }
  return undefined;

  function visit(key: string): string[] | undefined {
    if (done.has(key)) return undefined;
    const start = path.indexOf(key);
    if (start >= 0) return [...path.slice(start), key];
    path.push(key);
    for (const { task_key: next } of tasks.get(key)?.depends_on ?? []) {
      const cycle = visit(next);
      if (cycle) return cycle;
    }
    path.pop();
    done.add(key);
    return undefined;
  }
}

const invalidGraph = (reason: string): ApiError => invalidParameter(`Invalid dependency graph, ${reason}.`);
