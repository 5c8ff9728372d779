import { sightOf } from "../../authority/objects/access-lists";
import { type Behaviour, type Call, invalidParameter, type ListOptions } from "../../control-plane";
import { listedJob } from "./job-answers";
import { jobs, jobsByName, refOf, type StoredJob } from "./settings/job";

const DEFAULT_LIMIT = 20;
const MAXIMUM_LIMIT = 100;
const PAGE_TOKEN = /^(after|before):(\d+)$/;

interface ListRequest {
  name?: string;
  expand_tasks?: boolean;
  limit?: number;
  /** Deprecated in favour of the token. */
  offset?: number;
  page_token?: string;
}

/** The jobs that the caller may see, the newest first. */
export const listJobs: Behaviour<ListRequest> = (request, call) => {
  const { limit = DEFAULT_LIMIT, expand_tasks: expandTasks = false } = request;
  if (limit < 1 || limit > MAXIMUM_LIMIT) {
    throw invalidParameter(`limit must be between 1 and ${MAXIMUM_LIMIT}, got ${limit}.`);
  }
  const seen = seenJobs(call, request.name);
  const shown = shownJobs(call, seen, request, limit);
  const [first, last] = [shown[0], shown.at(-1)];
  const isFirstPage = !request.page_token && !request.offset;
  const newer = first && !isFirstPage && firstOf(seen({ after: jobs.keyOf(call, first.job_id) }), 1).length > 0;
  const older = last && firstOf(seen({ before: jobs.keyOf(call, last.job_id), reverse: true }), 1).length > 0;
  return {
    ...(shown.length > 0 ? { jobs: shown.map((job) => listedJob(job, expandTasks)) } : {}),
    has_more: older ?? false,
    ...(older ? { next_page_token: token("after", last) } : {}),
    ...(newer ? { prev_page_token: token("before", first) } : {}),
  };
};

/** Goes through what the caller may see, from the newest if `reverse` is set, as far as it is asked to. */
type SeenJobs = (options: ListOptions) => Iterable<StoredJob>;

function seenJobs(call: Call, name: string | undefined): SeenJobs {
  const source = name ? jobsByName.of(name.toLowerCase()) : jobs;
  const sees = sightOf(call);
  return function* (options) {
    for (const { value: job } of call.store.walk(source, { prefix: jobs.prefixOf(call), ...options })) {
      if (sees(refOf(job.job_id))) yield job;
    }
  };
}

/** The page that is asked for. Tokens name the job at its edge, so that a job made meanwhile shifts nothing. */
function shownJobs(
  call: Call,
  seen: SeenJobs,
  { page_token: given, offset = 0 }: ListRequest,
  limit: number,
): StoredJob[] {
  if (!given) return firstOf(seen({ reverse: true }), limit, Math.max(0, offset));
  const [, side, edge] = PAGE_TOKEN.exec(Buffer.from(given, "base64url").toString()) ?? [];
  if (!side) throw invalidParameter(`Invalid page token: ${given}`);
  const key = jobs.keyOf(call, Number(edge));
  if (side === "after") return firstOf(seen({ before: key, reverse: true }), limit);
  const newer = firstOf(seen({ after: key }), limit);
  // The first page is full, even where it reaches beyond the edge.
  return newer.length === limit ? newer.reverse() : firstOf(seen({ reverse: true }), limit);
}

/** Up to `count` of the jobs, after `skipped` others. */
function firstOf(found: Iterable<StoredJob>, count: number, skipped = 0): StoredJob[] {
  const first: StoredJob[] = [];
  let position = 0;
  for (const job of found) {
    if (position++ < skipped) continue;
    first.push(job);
    if (first.length === count) break;
  }
  return first;
}

const token = (side: "after" | "before", { job_id: id }: StoredJob): string =>
  Buffer.from(`${side}:${id}`).toString("base64url");
