import { type Call, invalidParameter, workspaceIdOf } from "../../control-plane";
import { runAsName } from "./runs/run-as";
import { effectiveBudget } from "./settings/budgets";
import type { StoredJob } from "./settings/job";
import type { JobSettings } from "./settings/job-settings";

/** Entries of each list that one answer shows. */
const LISTED = 100;
const LISTS = ["tasks", "job_clusters", "environments", "parameters"] as const;
const PAGE_TOKEN = /^[1-9]\d{0,3}$/;

/** A job as `jobs/get` shows it: a hundred entries of each of its lists, and a token while there are more. */
export function jobAnswer(call: Call, job: StoredJob, pageToken: string | undefined): object {
  const page = pageToken ? pageNumber(pageToken) : 0;
  const { settings, more } = pageOfLists(job.settings, page);
  return {
    ...head(job),
    settings,
    run_as_user_name: runAsName({ store: call.store, workspaceId: workspaceIdOf(call) }, job),
    ...(more ? { has_more: true, next_page_token: String(page + 1) } : {}),
  };
}

/** A job as `jobs/list` shows it: without its tasks and what they run on, unless these are asked for. */
export function listedJob(job: StoredJob, expandTasks: boolean): object {
  if (!expandTasks) {
    const { tasks: _tasks, job_clusters: _clusters, environments: _environments, ...settings } = job.settings;
    return { ...head(job), settings };
  }
  const { settings, more } = pageOfLists(job.settings, 0);
  return { ...head(job), settings, has_more: more };
}

function head({ job_id, creator_user_name, created_time, settings }: StoredJob): object {
  return { job_id, creator_user_name, created_time, ...effectiveBudget(settings) };
}

function pageNumber(token: string): number {
  if (!PAGE_TOKEN.test(token)) throw invalidParameter(`Invalid page token: ${token}`);
  return Number(token);
}

function pageOfLists(settings: JobSettings, page: number): { settings: JobSettings; more: boolean } {
  const start = page * LISTED;
  const shown = LISTS.flatMap((name): [string, unknown[]][] => {
    const items = settings[name];
    return items ? [[name, items.slice(start, start + LISTED)]] : [];
  });
  return {
    settings: { ...settings, ...Object.fromEntries(shown) },
    more: LISTS.some((name) => (settings[name]?.length ?? 0) > start + LISTED),
  };
}
