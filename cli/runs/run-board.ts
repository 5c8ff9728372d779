import { formatDuration } from "../report/duration";
import { hasEnded, type JobRun, millisecondsOf, outcomeOf, stateWord, stateWords, type TaskRun } from "./job-run";

/** Where a run is: a line for all of it, and one for each task. Within 80 columns where its names are. */
export function boardLines(title: string, run: JobRun, now: number, room: number): string[] {
  const width = Math.max(0, ...run.tasks.map(({ task_key: key }) => key.length));
  const row = (task: TaskRun): string => `  ${task.task_key.padEnd(width)}  ${taskState(task, now)}`;
  // Where there is not the room, what is over goes without saying.
  const fits = run.tasks.length < room ? run.tasks : run.tasks.filter((task) => !hasEnded(task));
  const rest = fits.length - (room - 2);
  const rows = fits.length < room ? fits.map(row) : [...fits.slice(0, room - 2).map(row), `  and ${rest} more`];
  return [`${title}: ${runState(run, now)}`, ...rows];
}

/** `running, 1 of 4 tasks done, 42 s`. */
function runState(run: JobRun, now: number): string {
  const done = run.tasks.filter((task) => outcomeOf(task) === "succeeded").length;
  const tasks = run.tasks.length > 1 ? [`${done} of ${run.tasks.length} tasks done`] : [];
  return [stateWord(run), ...tasks, ...duration(run, now)].join(", ");
}

/** For a log: all of it in a line. */
export function boardLine(title: string, run: JobRun, now: number): string {
  const under = run.tasks.filter((task) => !hasEnded(task) && task.state.life_cycle_state !== "BLOCKED");
  const tasks = under.map((task) => `${task.task_key} ${taskState(task, now)}`);
  return [`${title}: ${runState(run, now)}`, ...tasks].join("; ");
}

/** `running, 12 s, attempt 2`. */
export function taskState(task: TaskRun, now: number): string {
  const begun = task.state.life_cycle_state === "BLOCKED" ? [] : duration(task, now);
  const attempt = task.attempt_number > 0 ? [`attempt ${task.attempt_number + 1}`] : [];
  const waits = task.depends_on.map(({ task_key: key }) => key).join(", ");
  const word = task.state.life_cycle_state === "BLOCKED" && waits !== "" ? `waits for ${waits}` : stateWords(task);
  return [word, ...begun, ...attempt].join(", ");
}

function duration(run: JobRun | TaskRun, now: number): string[] {
  const milliseconds = millisecondsOf(run, now);
  return milliseconds === undefined ? [] : [formatDuration(milliseconds)];
}
