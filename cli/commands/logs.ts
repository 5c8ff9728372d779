import type { Home } from "../../sandbox/lifecycle";
import { didYouMean, listed } from "../../wording/nearest";
import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";
import { endAtOnceOnSignals, Interruption } from "../interruption";
import { type FoundRun, findRun } from "../runs/find-run";
import { followRun, pauseBetweenLooks } from "../runs/follow-run";
import { hasEnded, type JobRun, outcomeOf, readOutput, stateWord, stateWords, type TaskRun } from "../runs/job-run";
import { LogTail } from "../runs/log-tail";
import { taskReason } from "../runs/task-reason";
import { type RunningPlace, runningPlace } from "../targets/running-place";
import type { Terminal } from "../terminal";
import type { AskingOptions } from "../workspaces/asking-options";

type LogsOptions = AskingOptions & { environment?: string; follow?: boolean };

/** Prints what the tasks of a run have written, task by task; or as they write it, to the run's end. */
export async function logs(
  home: Home,
  terminal: Terminal,
  id: string,
  task: string | undefined,
  options: LogsOptions,
): Promise<void> {
  if (options.follow && options.json) {
    throw new CommandError("--json prints what there is: leave --follow out.", ExitCode.mistake);
  }
  await logsIn(await runningPlace(home, options.target, options.as), terminal, id, task, options);
}

/** The same in a place that is known. */
export async function logsIn(
  place: RunningPlace,
  terminal: Terminal,
  id: string,
  task: string | undefined,
  options: LogsOptions,
): Promise<void> {
  const found = await findRun(place, id, options.environment);
  const tasks = chosenTasks(found, task);
  if (options.follow) await follow(terminal, found, tasks, options);
  else await print(terminal, found, tasks, options);
}

/** All attempts of them. @throws CommandError that lists the run's tasks. */
function chosenTasks({ run }: FoundRun, wanted: string | undefined): TaskRun[] {
  if (wanted === undefined) return run.attempts;
  const found = run.attempts.filter(({ task_key: key }) => key === wanted);
  if (found.length > 0) return found;
  const known = run.tasks.map(({ task_key: key }) => key);
  const there = known.length === 0 ? "It has none." : `It has ${listed(known)}.`;
  throw new CommandError(
    `Run ${run.run_id} has no task "${wanted}".${didYouMean(wanted, known)} ${there}`,
    ExitCode.mistake,
  );
}

async function print(
  terminal: Terminal,
  { workspace }: FoundRun,
  tasks: TaskRun[],
  { json }: LogsOptions,
): Promise<void> {
  const outputs = await Promise.all(
    tasks.map(async (task) => ({ task, output: await readOutput(workspace.client, task.run_id) })),
  );
  if (json) {
    const shown = outputs.map(({ output, task }) => ({
      task: task.task_key,
      attempt: task.attempt_number + 1,
      runId: task.run_id,
      state: stateWord(task),
      ...output,
    }));
    return terminal.result(JSON.stringify(shown, undefined, 2));
  }
  for (const { output, task } of outputs) {
    const lines = new LogTail().take(output.logs, true);
    // Of a task that has printed nothing it is said where it is: a command that says nothing looks broken.
    if (tasks.length > 1 || lines.length === 0) {
      terminal.result(`== ${task.task_key}${attemptOf(task)}: ${stateWords(task)}`);
    }
    if (output.truncated) terminal.note(`${task.task_key}: only the end of its log is kept.`);
    for (const line of lines) terminal.result(line);
    const why = output.error ?? taskReason(task, output);
    if (why !== undefined) terminal.note(`${task.task_key}: ${why}`);
  }
}

/** A second attempt, and those after it, say which they are. */
const attemptOf = ({ attempt_number: number }: TaskRun): string => (number > 0 ? `, attempt ${number + 1}` : "");

async function follow(
  terminal: Terminal,
  { run, workspace }: FoundRun,
  tasks: TaskRun[],
  { target }: LogsOptions,
): Promise<void> {
  const heard = new Set(tasks.map(({ task_key: key }) => key));
  endAtOnceOnSignals();
  const interruption = new Interruption();
  const told = new Set<number>();
  const listener = {
    begun() {},
    show({ attempts }: JobRun) {
      for (const task of attempts.filter((each) => heard.has(each.task_key) && !told.has(each.run_id))) {
        // Whoever cancels a run is told that it is cancelled, once.
        const isKnown = ["succeeded", "cancelled"].includes(outcomeOf(task) ?? "");
        const message = hasEnded(task) && !isKnown ? task.state.state_message : undefined;
        if (message) terminal.note(`${task.task_key}: ${stateWord(task)}: ${message}`);
        if (hasEnded(task)) told.add(task.run_id);
      }
    },
    log: (task: string, line: string) => terminal.result(heard.size > 1 ? `${task} | ${line}` : line),
  };
  const isHeard = ({ task_key: key }: TaskRun): boolean => heard.has(key);
  try {
    const options = { interruption, isHeard, pause: pauseBetweenLooks(target) };
    const last = await followRun(workspace.client, run.run_id, listener, options);
    if (!hasEnded(last)) {
      throw new CommandError(`Run ${run.run_id} goes on: ${stateWord(last)}.`, ExitCode.interrupted);
    }
    terminal.note(`Run ${run.run_id}: ${stateWord(last)}.`);
    if (outcomeOf(last) === "failed") process.exitCode = ExitCode.runFailed;
  } finally {
    interruption.end();
  }
}
