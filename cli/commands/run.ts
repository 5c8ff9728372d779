import { randomUUID } from "node:crypto";
import { objectOf, textOf, valuesOf } from "../../databricks-client";
import type { Home } from "../../sandbox/lifecycle";
import { didYouMean, listed } from "../../wording/nearest";
import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";
import { namedValues } from "../named-values";
import { plainTable, printed } from "../report/plain-table";
import { listRuns, stateWord } from "../runs/job-run";
import { type RunningPlace, runningPlace } from "../targets/running-place";
import type { Terminal } from "../terminal";
import { type Aliases, projectAliases } from "../watched-run/run-results";
import { type ProjectPlace, runStateJson, watchRun } from "../watched-run/watch-run";
import type { AskingOptions } from "../workspaces/asking-options";
import { jobNamed, type ProjectJob, projectObjects } from "../workspaces/project-objects";
import { type ProjectStack, projectStack } from "../workspaces/project-stack";
import { workspaceOf } from "../workspaces/workspace";

export interface RunOptions extends AskingOptions {
  watch?: boolean;
  /** `name=value` each. */
  param?: string[];
  /** Keys of tasks. */
  only?: string[];
}

/** Starts a project's job; without one, lists them. */
export async function run(
  home: Home,
  terminal: Terminal,
  stackName: string,
  jobName: string | undefined,
  options: RunOptions,
): Promise<void> {
  const stack = projectStack(stackName);
  const parameters = namedValues("--param", options.param ?? []);
  const place = await runningPlace(home, options.target, options.as);
  await runIn(place, terminal, stack, jobName, parameters, options);
}

/** The same in a place that is known. @param parameters Of the job, by name. */
export async function runIn(
  running: RunningPlace,
  terminal: Terminal,
  stack: ProjectStack,
  jobName: string | undefined,
  parameters: Record<string, string>,
  options: RunOptions,
): Promise<void> {
  const workspace = await workspaceOf(running, stack.environment);
  const objects = await projectObjects(running, stack.name);
  const place: ProjectPlace = { workspace, objects, target: options.target };
  if (jobName === undefined) return await listJobs(terminal, place, options);
  const job = jobNamed(objects, jobName);
  await requireKnown(place, job, parameters, options.only ?? []);

  const before: Aliases = options.watch ? await projectAliases(workspace.client, objects) : new Map();
  const { run_id: runId } = await workspace.client.change("POST", "/api/2.2/jobs/run-now", {
    job_id: job.id,
    // Whatever becomes of the answer: a request that is sent again by something between starts nothing twice.
    idempotency_token: randomUUID(),
    ...(Object.keys(parameters).length > 0 && { job_parameters: parameters }),
    ...(options.only && { only: options.only }),
  });
  if (options.watch) {
    process.exitCode = await watchRun(terminal, place, job, Number(runId), before, options.json === true);
    return;
  }
  if (options.json) {
    const started = { stack: stack.name, job: job.name, jobId: job.id, runId };
    return terminal.result(JSON.stringify(started, undefined, 2));
  }
  terminal.result(`${job.name} of ${stack.name} has started: run ${runId}.`);
  terminal.note(`To follow it: lakestage logs ${runId} --follow${workspace.at}`);
}

/** What the service would take for a further parameter, or refuse by a word of its own, is told before anything starts. */
async function requireKnown(
  { workspace }: ProjectPlace,
  job: ProjectJob,
  parameters: Record<string, string>,
  only: readonly string[],
): Promise<void> {
  const names = Object.keys(parameters);
  if (names.length === 0 && only.length === 0) return;
  const { settings } = await workspace.client.get("/api/2.2/jobs/get", { job_id: String(job.id) });
  const known = settingsNames(settings);
  requireEach(`${job.name} has no parameter`, names, known.parameters);
  // `+train` is also all that it needs, and `train+` all that needs it.
  requireEach(
    `${job.name} has no task`,
    only.map((key) => key.replace(/^\+|\+$/g, "")),
    known.tasks,
  );
}

function requireEach(what: string, names: readonly string[], known: readonly string[]): void {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const there = known.length === 0 ? "It has none." : `It has ${listed(known)}.`;
  throw new CommandError(`${what} "${unknown}".${didYouMean(unknown, known)} ${there}`, ExitCode.mistake);
}

async function listJobs(terminal: Terminal, { objects, workspace }: ProjectPlace, { json }: RunOptions): Promise<void> {
  const jobs = await Promise.all(
    objects.jobs.map(async ({ id, jobName, name }) => {
      for await (const last of listRuns(workspace.client, id)) return { name, id, jobName, last };
      return { name, id, jobName, last: undefined };
    }),
  );
  if (json) {
    const shown = jobs.map(({ last, ...job }) => ({
      ...job,
      lastRun: last && { runId: last.run_id, ...runStateJson(last) },
    }));
    return terminal.result(JSON.stringify(shown, undefined, 2));
  }
  const table = plainTable(["job", "in the workspace", "last run", "state"], [2]);
  for (const { jobName, last, name } of jobs) {
    table.push([name, jobName, last ? String(last.run_id) : "", last ? stateWord(last) : "never ran"]);
  }
  terminal.result(printed(table));
}

/** Names of a job's parameters and tasks. */
function settingsNames(settings: unknown): { parameters: string[]; tasks: string[] } {
  const { parameters, tasks } = objectOf(settings);
  return {
    parameters: valuesOf(parameters).flatMap(({ name }) => textOf(name) ?? []),
    tasks: valuesOf(tasks).flatMap(({ task_key: key }) => textOf(key) ?? []),
  };
}
