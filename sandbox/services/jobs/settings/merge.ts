import { catalogue } from "../../../catalogue";
import { invalidParameter } from "../../../control-plane";
import type { JobSettings } from "./job-settings";

/**
 * What an update makes of settings: first what is to go, then what is new. Members are replaced as a whole, save that
 * lists keep the entries whose keys the update does not have.
 * @param removed members' names; and `tasks/<key>` or `job_clusters/<key>` for single entries.
 * @throws ApiError 400 for a name that no setting has.
 */
export function mergedSettings(before: JobSettings, changes: JobSettings, removed: readonly string[]): JobSettings {
  const kept = removed.reduce(without, before);
  const { tasks, job_clusters: clusters, environments, parameters } = changes;
  return {
    ...kept,
    ...changes,
    ...(tasks ? { tasks: mergedList(kept.tasks, tasks, (each) => each.task_key) } : {}),
    ...(clusters ? { job_clusters: mergedList(kept.job_clusters, clusters, (each) => each.job_cluster_key) } : {}),
    ...(environments
      ? { environments: mergedList(kept.environments, environments, (each) => each.environment_key) }
      : {}),
    ...(parameters ? { parameters: mergedList(kept.parameters, parameters, (each) => each.name) } : {}),
  };
}

function without(settings: JobSettings, path: string): JobSettings {
  const [member = "", ...rest] = path.split("/");
  const entry = rest.join("/");
  if (!(member in (catalogue().shape("jobs.JobSettings") ?? {}))) {
    throw invalidParameter(`fields_to_remove: '${path}' is not a field of a job's settings.`);
  }
  if (entry === "") return Object.fromEntries(Object.entries(settings).filter(([name]) => name !== member));
  if (member === "tasks") {
    return { ...settings, tasks: (settings.tasks ?? []).filter(({ task_key: key }) => key !== entry) };
  }
  if (member === "job_clusters") {
    return {
      ...settings,
      job_clusters: (settings.job_clusters ?? []).filter((each) => each.job_cluster_key !== entry),
    };
  }
  throw invalidParameter(`fields_to_remove: '${path}' is a nested field, which can not be removed.`);
}

function mergedList<Item>(before: Item[] = [], after: Item[], keyOf: (item: Item) => string): Item[] {
  const replaced = new Set(after.map(keyOf));
  return [...before.filter((item) => !replaced.has(keyOf(item))), ...after];
}
