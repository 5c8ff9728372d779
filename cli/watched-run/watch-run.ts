import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";
import { endAtOnceOnSignals, Interruption } from "../interruption";
import { awaitsApproval } from "../models/approval";
import { formatDuration } from "../report/duration";
import { followRun, pauseBetweenLooks } from "../runs/follow-run";
import { hasEnded, type JobRun, millisecondsOf, outcomeOf, readOutput, stateWord } from "../runs/job-run";
import { taskReason } from "../runs/task-reason";
import { WatchDisplay } from "../runs/watch-display";
import { askableWarehouse } from "../sql/askable-warehouse";
import type { Target } from "../targets/target";
import type { Terminal } from "../terminal";
import type { ProjectJob, ProjectObjects } from "../workspaces/project-objects";
import type { Workspace } from "../workspaces/workspace";
import { resultLines, taskTable } from "./results-text";
import {
  type Aliases,
  aliasesMovedFor,
  changedTables,
  describedVersion,
  movedAliases,
  projectAliases,
  type RunResults,
  registeredVersions,
} from "./run-results";
import { writtenRows } from "./written-rows";

/** Where a project's jobs run, and what belongs to it. */
export interface ProjectPlace {
  workspace: Workspace;
  objects: ProjectObjects;
  target: Target["name"];
}

/**
 * Follows a run to its end, shows how it goes on, and says what came out.
 * @param before the project's aliases before it began.
 * @returns how the command ends. @throws CommandError where somebody interrupts, which leaves the run as it is.
 */
export async function watchRun(
  terminal: Terminal,
  place: ProjectPlace,
  job: ProjectJob,
  runId: number,
  before: Aliases,
  json: boolean,
): Promise<ExitCode> {
  const { objects, workspace, target } = place;
  const title = `${job.name} of ${objects.stack}`;
  endAtOnceOnSignals();
  const interruption = new Interruption();
  const display = new WatchDisplay(terminal, `${title}, run ${runId}`);
  terminal.note(`${title} has started: run ${runId}.`);
  let run: JobRun;
  try {
    run = await followRun(workspace.client, runId, display, { interruption, pause: pauseBetweenLooks(target) });
  } finally {
    display.close();
    interruption.end();
  }
  if (!hasEnded(run)) {
    throw new CommandError(
      `${title} goes on as run ${runId}. To follow it: lakestage logs ${runId} --follow${workspace.at}; to end it: lakestage runs cancel ${runId}${workspace.at}`,
      ExitCode.interrupted,
    );
  }
  const { awaited, results } = await resultsOf(place, run, before);
  if (json) terminal.result(JSON.stringify(runJson(place, job, run, results, awaited), undefined, 2));
  else terminal.result(await closing(place, title, run, results));
  tellAwaited(terminal, place, awaited);
  return exitCodeOf(run, awaited);
}

/** Versions of a run that wait for somebody's approval. */
type Awaited = RunResults["versions"];

async function resultsOf(
  { objects, target, workspace }: ProjectPlace,
  run: JobRun,
  before: Aliases,
): Promise<{ results: RunResults; awaited: Awaited }> {
  const { client } = workspace;
  const since = run.start_time ?? 0;
  const [registered, after, tables, warehouseId] = await Promise.all([
    registeredVersions(client, objects, run),
    projectAliases(client, objects),
    changedTables(client, objects, since),
    askableWarehouse(client, workspace.warehouseId, target),
  ]);
  const versions = await Promise.all(registered.map((version) => describedVersion(client, version)));
  const written = await Promise.all(
    tables.map(async (name) => ({ name, rows: await writtenRows(client, warehouseId, name, since) })),
  );
  const awaited = versions.filter((_, index) => {
    const version = registered[index];
    return version !== undefined && awaitsApproval(version);
  });
  return {
    results: { versions, aliases: aliasesMovedFor(registered, movedAliases(before, after)), tables: written },
    awaited,
  };
}

function runJson(
  { objects }: ProjectPlace,
  job: ProjectJob,
  run: JobRun,
  results: RunResults,
  awaited: Awaited,
): object {
  return {
    stack: objects.stack,
    job: job.name,
    jobId: job.id,
    runId: run.run_id,
    ...runStateJson(run),
    message: run.state.state_message,
    seconds: secondsOf(run),
    tasks: run.tasks.map((task) => ({
      task: task.task_key,
      runId: task.run_id,
      state: stateWord(task),
      outcome: outcomeOf(task),
      seconds: secondsOf(task),
      attempts: task.attempt_number + 1,
    })),
    ...results,
    awaitsApproval: awaited.map(({ model, version }) => ({ model, version })),
  };
}

const secondsOf = (run: Parameters<typeof millisecondsOf>[0]): number | undefined => {
  const took = millisecondsOf(run, Date.now());
  return took === undefined ? undefined : took / 1000;
};

async function closing({ workspace }: ProjectPlace, title: string, run: JobRun, results: RunResults): Promise<string> {
  const took = formatDuration(millisecondsOf(run, Date.now()) ?? 0);
  const message = run.state.state_message && outcomeOf(run) !== "succeeded" ? `\n${run.state.state_message}` : "";
  const failed = run.tasks.filter((task) => outcomeOf(task) === "failed");
  const reasons = await Promise.all(
    failed.map(async (task) => {
      const output = await readOutput(workspace.client, task.run_id).catch(() => undefined);
      const why = taskReason(task, output) ?? stateWord(task);
      return `${task.task_key}: ${why}\n  its log: lakestage logs ${run.run_id} ${task.task_key}${workspace.at}`;
    }),
  );
  return [
    `${title}: ${stateWord(run)} in ${took} (run ${run.run_id})${message}`,
    ...(run.tasks.length > 0 ? [taskTable(run, Date.now())] : []),
    [...reasons, ...resultLines(results)].join("\n"),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function tellAwaited(terminal: Terminal, { objects, workspace }: ProjectPlace, awaited: Awaited): void {
  for (const { model, version } of awaited) {
    const name = model.split(".").at(-1);
    terminal.note(
      `${model} version ${version} waits for an approval: lakestage promote approve ${objects.stack} ${name}${workspace.at}`,
    );
  }
}

function exitCodeOf(run: JobRun, awaited: Awaited): ExitCode {
  const outcome = outcomeOf(run);
  if (outcome === "succeeded") return ExitCode.ok;
  if (outcome === "cancelled") return ExitCode.runCancelled;
  return awaited.length > 0 ? ExitCode.approvalAwaited : ExitCode.runFailed;
}

/** A run's state, for `--json`. */
export const runStateJson = (run: JobRun): object => ({
  state: stateWord(run),
  outcome: outcomeOf(run),
  startTime: run.start_time,
});
