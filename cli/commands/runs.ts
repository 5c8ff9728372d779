import { DatabricksError } from "../../databricks-client";
import type { Home } from "../../sandbox/lifecycle";
import { moment } from "../../wording/moment";
import { didYouMean, listed } from "../../wording/nearest";
import { CHECKOUT } from "../checkout";
import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";
import { plainTable, printed } from "../report/plain-table";
import { findRun } from "../runs/find-run";
import {
  cancelRun,
  hasEnded,
  type JobRun,
  listRuns,
  millisecondsOf,
  outcomeOf,
  repairRun,
  stateWord,
} from "../runs/job-run";
import { selectStacks } from "../stacks/select-stacks";
import { environmentsOf, stackPlaces } from "../stacks/stack-places";
import { type RunningPlace, runningPlace } from "../targets/running-place";
import type { Terminal } from "../terminal";
import type { AskingOptions } from "../workspaces/asking-options";
import { objectsIn, type ProjectJob } from "../workspaces/project-objects";
import { type Workspace, workspacesOf } from "../workspaces/workspace";

const FORBIDDEN = 403;

export interface RunsOptions extends AskingOptions {
  job?: string;
  failed?: boolean;
  limit: number;
}

/** A job whose runs are listed, and where it is. */
interface ListedJob {
  stack: string;
  job: ProjectJob;
  workspace: Workspace;
}

/** A run, and what it is a run of. */
interface ListedRun {
  stack: string;
  job: string;
  run: JobRun;
}

/** Lists the runs of projects' jobs, newest first. */
export async function runs(home: Home, terminal: Terminal, names: string[], options: RunsOptions): Promise<void> {
  await listIn(await runningPlace(home, options.target, options.as), terminal, names, options);
}

/** The same in a place that is known. */
export async function listIn(
  place: RunningPlace,
  terminal: Terminal,
  names: string[],
  options: RunsOptions,
): Promise<void> {
  const found = await visibleRuns(await jobsOf(place, names, options.job), terminal, names, options);
  const newest = found.sort((one, other) => (other.run.start_time ?? 0) - (one.run.start_time ?? 0));
  const shown = newest.slice(0, options.limit);
  if (options.json) return terminal.result(JSON.stringify(shown.map(runJson), undefined, 2));
  if (shown.length === 0) return terminal.result(options.failed ? "No run has failed." : "Nothing has run yet.");
  const table = plainTable(["run", "stack", "job", "state", "started", "seconds"], [0, 5]);
  for (const { job, run, stack } of shown) {
    const took = millisecondsOf(run, Date.now());
    table.push([
      String(run.run_id),
      stack,
      job,
      stateWord(run),
      run.start_time ? moment(run.start_time) : "",
      took === undefined ? "" : (took / 1000).toFixed(1),
    ]);
  }
  terminal.result(printed(table));
}

/**
 * The runs that the caller may see. Of stacks that are named, a refusal is told as it comes; so is it where everything is
 * refused.
 */
async function visibleRuns(
  jobs: ListedJob[],
  terminal: Terminal,
  names: string[],
  options: RunsOptions,
): Promise<ListedRun[]> {
  const asked = jobs.map(async (job) => ({ job, runs: await answerOf(runsOf(job, options)) }));
  const answers = await Promise.all(asked);
  const refused = answers.flatMap(({ job, runs }) => (runs instanceof DatabricksError ? [{ job, error: runs }] : []));
  const [first] = refused;
  if (first && (names.length > 0 || refused.length === jobs.length)) throw first.error;
  if (first) {
    const stacks = [...new Set(refused.map(({ job: { stack } }) => stack))];
    terminal.note(`Left out: jobs of ${stacks.join(", ")} whose runs you may not see.`);
  }
  return answers.flatMap(({ runs }) => (runs instanceof DatabricksError ? [] : runs));
}

/** The answer, or that the caller may not have it. */
async function answerOf<Answer>(asked: Promise<Answer>): Promise<Answer | DatabricksError> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof DatabricksError && error.status === FORBIDDEN) return error;
    throw error;
  }
}

/** The jobs of the named stacks that are deployed; an environment stands for all of its projects. */
async function jobsOf(place: RunningPlace, names: string[], job: string | undefined): Promise<ListedJob[]> {
  const all = stackPlaces(CHECKOUT);
  const chosen = selectStacks(all, names);
  const wholeEnvironments = chosen.flatMap(({ environment, project }) => (project === undefined ? [environment] : []));
  const projects = all.filter(
    (stack) => stack.project !== undefined && (chosen.includes(stack) || wholeEnvironments.includes(stack.environment)),
  );
  const workspaces = await workspacesOf(place, environmentsOf(projects));
  const found = await Promise.all(
    projects.map(async ({ environment, name }) => {
      const workspace = workspaces.find((each) => each.environment === environment);
      const objects = objectsIn(name, await place.deployment(name));
      return workspace ? objects.jobs.map((each): ListedJob => ({ stack: name, job: each, workspace })) : [];
    }),
  );
  const jobs = found.flat();
  if (job === undefined) return jobs;
  const named = jobs.filter(({ job: { jobName, name } }) => name === job || jobName === job);
  if (named.length > 0) return named;
  const known = [...new Set(jobs.map((each) => each.job.name))];
  const there = known.length === 0 ? "There is none: nothing is deployed." : `There are: ${listed(known)}.`;
  throw new CommandError(`There is no job "${job}".${didYouMean(job, known)} ${there}`, ExitCode.mistake);
}

async function runsOf({ job, stack, workspace }: ListedJob, { failed, limit }: RunsOptions): Promise<ListedRun[]> {
  const found: ListedRun[] = [];
  for await (const run of listRuns(workspace.client, job.id)) {
    if (failed && outcomeOf(run) !== "failed") continue;
    found.push({ stack, job: job.name, run });
    if (found.length === limit) break;
  }
  return found;
}

const runJson = ({ job, run, stack }: ListedRun): object => {
  const took = millisecondsOf(run, Date.now());
  return {
    runId: run.run_id,
    stack,
    job,
    state: stateWord(run),
    outcome: outcomeOf(run),
    message: run.state.state_message,
    startedBy: run.creator_user_name,
    trigger: run.trigger,
    startTime: run.start_time ? new Date(run.start_time).toISOString() : undefined,
    seconds: took === undefined ? undefined : took / 1000,
    page: run.run_page_url,
  };
};

type OneRunOptions = AskingOptions & { environment?: string };

/** Ends a run: it is asked for, and takes as long as its tasks need to end. */
export async function cancel(home: Home, terminal: Terminal, id: string, options: OneRunOptions): Promise<void> {
  const place = await runningPlace(home, options.target, options.as);
  const { run, workspace } = await findRun(place, id, options.environment);
  if (hasEnded(run)) throw new CommandError(`Run ${id} has ended: ${stateWord(run)}.`, ExitCode.mistake);
  await cancelRun(workspace.client, run.run_id);
  tellDone(
    terminal,
    options,
    { runId: run.run_id, environment: workspace.environment },
    `Run ${id} is being cancelled.`,
  );
}

/** Runs what failed in a run again, in the same run. */
export async function repair(
  home: Home,
  terminal: Terminal,
  id: string,
  options: OneRunOptions & { task?: string[] },
): Promise<void> {
  const place = await runningPlace(home, options.target, options.as);
  const { run, workspace } = await findRun(place, id, options.environment);
  if (!hasEnded(run)) {
    throw new CommandError(
      `Run ${id} is under way: ${stateWord(run)}. A run is repaired when it has ended.`,
      ExitCode.mistake,
    );
  }
  const known = run.tasks.map(({ task_key: key }) => key);
  const unknown = options.task?.find((key) => !known.includes(key));
  if (unknown !== undefined) {
    throw new CommandError(
      `Run ${id} has no task "${unknown}".${didYouMean(unknown, known)} It has ${listed(known)}.`,
      ExitCode.mistake,
    );
  }
  await repairRun(workspace.client, run, options.task);
  tellDone(terminal, options, { runId: run.run_id, environment: workspace.environment }, `Run ${id} goes on.`);
  terminal.note(`To follow it: lakestage logs ${id} --follow${workspace.at}`);
}

function tellDone(terminal: Terminal, { json }: AskingOptions, done: object, text: string): void {
  terminal.result(json ? JSON.stringify(done, undefined, 2) : text);
}
