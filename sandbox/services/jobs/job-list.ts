import { type Behaviour, type Call, invalidParameter } from "../../control-plane";
import { sees } from "../workspace/access-lists";
import { jobs, prefixOf, refOf, type StoredJob } from "./job";
import { listedJob } from "./job-answers";

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
  const found = matching(call, request.name);
  const start = startOf(found, request, limit);
  const shown = found.slice(start, start + limit);
  const [first, last] = [shown[0], shown.at(-1)];
  const more = start + limit < found.length;
  return {
    ...(shown.length > 0 ? { jobs: shown.map((job) => listedJob(job, expandTasks)) } : {}),
    has_more: more,
    ...(more && last ? { next_page_token: token("after", last) } : {}),
    ...(start > 0 && first ? { prev_page_token: token("before", first) } : {}),
  };
};

function matching(call: Call, name: string | undefined): StoredJob[] {
  const wanted = name?.toLowerCase();
  return call.store
    .list(jobs, { prefix: prefixOf(call) })
    .map(({ value }) => value)
    .filter(({ settings }) => !wanted || settings.name?.toLowerCase() === wanted)
    .filter(({ job_id: id }) => sees(call, refOf(id)))
    .reverse();
}

const token = (side: "after" | "before", { job_id: id }: StoredJob): string =>
  Buffer.from(`${side}:${id}`).toString("base64url");

/** Where the page begins. Tokens name the job at its edge, so that a job made meanwhile shifts nothing. */
function startOf(found: StoredJob[], { page_token: given, offset = 0 }: ListRequest, limit: number): number {
  if (!given) return Math.max(0, offset);
  const [, side, edge] = PAGE_TOKEN.exec(Buffer.from(given, "base64url").toString()) ?? [];
  if (!side) throw invalidParameter(`Invalid page token: ${given}`);
  const newer = found.filter(({ job_id: id }) => (side === "after" ? id >= Number(edge) : id > Number(edge))).length;
  return side === "after" ? newer : Math.max(0, newer - limit);
}
