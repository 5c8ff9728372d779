import type { StoredRun, StoredTaskRun } from "../run-records/run";
import { hasEnded } from "../run-records/states";

/** What dynamic value references of a task are resolved against. */
export interface ReferenceContext {
  run: StoredRun;
  task: StoredTaskRun;
  /** The latest attempts, by task key. */
  latest: ReadonlyMap<string, StoredTaskRun>;
  workspace: { id: number; url: string };
  /** Of the iteration that it is, if it is one. */
  input?: unknown;
}

/** A reference of a name space that exists to something that does not. */
export class UnresolvedReference extends Error {
  constructor(reference: string, reason: string) {
    super(`Failed to resolve dynamic value reference '{{${reference}}}': ${reason}.`);
    this.name = "UnresolvedReference";
  }
}

const REFERENCE = /\{\{\s*([^{}]+?)\s*\}\}/g;
/** What is between dots: a plain name, or anything between backticks. */
const SEGMENT = /`([^`]*)`|([^.`]+)/g;

/** Names of before there were name spaces. */
const FORMER: Readonly<Record<string, string>> = {
  job_id: "job.id",
  run_id: "task.run_id",
  parent_run_id: "job.run_id",
  start_date: "job.start_time.iso_date",
  start_time: "job.start_time.timestamp_ms",
  task_key: "task.name",
  task_retry_count: "task.retry_count",
};

/**
 * A value with every reference in its texts replaced. What is not of a known name space stays as it is.
 * @throws UnresolvedReference
 */
export function resolved<Value>(value: Value, context: ReferenceContext): Value {
  if (typeof value === "string") return resolvedText(value, context) as Value;
  if (Array.isArray(value)) return value.map((each) => resolved(each, context)) as Value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, resolved(each, context)])) as Value;
}

/** A text with every reference in it replaced. @throws UnresolvedReference */
function resolvedText(text: string, context: ReferenceContext): string {
  return text.replace(REFERENCE, (whole, reference: string) => {
    const value = referredTo(FORMER[reference] ?? reference, context);
    return value === undefined ? whole : asText(value);
  });
}

/** Texts as they are; all else as JSON. */
const asText = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

function referredTo(reference: string, context: ReferenceContext): unknown {
  const [space, ...path] = [...reference.matchAll(SEGMENT)].map(([, quoted, plain]) => quoted ?? plain ?? "");
  switch (space) {
    case "job":
      return ofJob(reference, path, context);
    case "task":
      return ofTask(reference, path, context.task, context.run);
    case "tasks":
      return ofTasks(reference, path, context);
    case "workspace":
      return known(reference, { id: context.workspace.id, url: context.workspace.url }, path[0]);
    case "input":
      return context.input === undefined ? undefined : inside(reference, context.input, path);
    default:
      return undefined;
  }
}

function ofJob(reference: string, [member = "", ...path]: string[], { run }: ReferenceContext): unknown {
  if (member === "parameters") {
    const found = run.job_parameters.find(({ name }) => name === path.join("."));
    if (!found) throw new UnresolvedReference(reference, `the job has no parameter '${path.join(".")}'`);
    return found.value;
  }
  if (member === "start_time") return ofTime(reference, run.start_time, path[0] ?? "");
  if (member === "trigger") {
    if (path[0] === "type") return run.trigger.toLowerCase();
    if (path[0] === "time") return ofTime(reference, run.start_time, path[1] ?? "");
    if (path.join(".") === "file_arrival.location") return run.trigger_info?.file_arrival_location ?? "";
    if (path[0] === "table_update") return ofTables(reference, path.slice(1), run.trigger_info?.updated_tables ?? {});
  }
  const members = {
    id: run.job_id ?? run.run_id,
    name: run.run_name,
    run_id: run.run_id,
    repair_count: run.repairs.length,
  };
  return known(reference, members, member);
}

/** The tables that set a run off; and of each, when it was changed last. Nothing of a run that something else set off. */
function ofTables(reference: string, path: string[], tables: Readonly<Record<string, number>>): unknown {
  if (path[0] === "updated_tables") return Object.keys(tables);
  const at = path.indexOf("commit_timestamp");
  if (at < 0) throw new UnresolvedReference(reference, "there are updated_tables, <table>.commit_timestamp");
  const time = tables[path.slice(0, at).join(".")];
  return time === undefined ? "" : ofTime(reference, time, path[at + 1] ?? "");
}

function ofTask(reference: string, [member = ""]: string[], task: StoredTaskRun, { repairs }: StoredRun): unknown {
  const members = {
    name: task.task_key,
    run_id: task.run_id,
    execution_count: task.attempt_number + 1,
    retry_count: task.retries,
    repair_count: repairs.length,
    notebook_path: task.task.notebook_task?.notebook_path ?? "",
  };
  return known(reference, members, member);
}

function ofTasks(reference: string, [key = "", member = "", ...path]: string[], context: ReferenceContext): unknown {
  const task = context.latest.get(key);
  if (!task) throw new UnresolvedReference(reference, `the run has no task '${key}'`);
  if (member === "values") {
    const [name = "", ...further] = path;
    const value = task.values?.[name];
    if (value === undefined) throw new UnresolvedReference(reference, `task '${key}' has left no value '${name}'`);
    return inside(reference, value, further);
  }
  if (member === "result_state") return hasEnded(task.state) ? (task.state.result ?? "").toLowerCase() : "";
  if (member === "error_code") return task.state.code ?? "";
  if (member === "outcome") return task.outcome ?? "";
  return ofTask(reference, [member], task, context.run);
}

function known(reference: string, members: Readonly<Record<string, unknown>>, name = ""): unknown {
  if (Object.hasOwn(members, name)) return members[name];
  throw new UnresolvedReference(reference, `there are ${Object.keys(members).join(", ")}`);
}

function inside(reference: string, value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const name of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, name)) {
      throw new UnresolvedReference(reference, `it has no '${name}'`);
    }
    found = (found as Record<string, unknown>)[name];
  }
  return found;
}

/** Times are in UTC. */
function ofTime(reference: string, time: number, part: string): unknown {
  const iso = new Date(time).toISOString();
  const [date = "", rest = ""] = iso.split("T");
  const weekday = new Date(time).getUTCDay() || 7;
  const [year, month, day] = date.split("-");
  const parts = {
    iso_date: date,
    iso_datetime: `${date}T${rest.slice(0, 8)}`,
    iso_weekday: weekday,
    is_weekday: weekday < 6,
    year,
    month,
    day,
    hour: rest.slice(0, 2),
    minute: rest.slice(3, 5),
    second: rest.slice(6, 8),
    timestamp_ms: time,
  };
  return known(reference, parts, part);
}
