import type { Terminal } from "../terminal";
import { hasEnded, type JobRun, stateWords, type TaskRun } from "./job-run";
import { boardLine, boardLines, taskState } from "./run-board";

/** After so many milliseconds without a word it is said where the run is. */
const SILENCE = 8500;

/** Shows a run as it goes on: in a terminal lines that are drawn again, elsewhere a line for what has changed. */
export class WatchDisplay {
  private readonly said = new Map<string, string>();
  private saidAt: number;

  /** @param title `training of dev.flight-delay, run 12`. */
  constructor(
    private readonly terminal: Terminal,
    private readonly title: string,
    private readonly clock: () => number = Date.now,
  ) {
    this.saidAt = clock();
  }

  begun(task: TaskRun): void {
    // How it ended comes after what it wrote.
    if (!this.terminal.draw && !hasEnded(task)) this.tell(task);
  }

  show(run: JobRun): void {
    if (this.terminal.draw) {
      this.terminal.draw(boardLines(this.title, run, this.clock(), (process.stderr.rows ?? 24) - 1));
      return;
    }
    for (const task of run.attempts) this.tell(task);
    if (this.clock() - this.saidAt >= SILENCE) this.note(boardLine(this.title, run, this.clock()));
  }

  /** A line that a task has written. */
  log(task: string, line: string): void {
    const begin = `${task} | `;
    for (const piece of this.wrapped(line, begin.length)) this.note(`${begin}${piece}`);
  }

  close(): void {
    this.terminal.draw?.([]);
  }

  /** Once for each state. That a task waits for others, everybody can see of these. */
  private tell(task: TaskRun): void {
    const key = `${task.task_key} ${task.attempt_number}`;
    const state = `${stateWords(task)} ${task.state.life_cycle_state}`;
    if (this.said.get(key) === state || task.state.life_cycle_state === "BLOCKED") return;
    this.said.set(key, state);
    // Of what has just begun, how long it has taken says nothing.
    const { start_time: _, ...begun } = task;
    this.note(`${task.task_key}: ${taskState(hasEnded(task) ? task : begun, this.clock())}`);
  }

  private note(line: string): void {
    this.saidAt = this.clock();
    this.terminal.note(line);
  }

  /** On a screen, each line as wide as it is: where a long one goes on, it is still known whose it is. */
  private wrapped(line: string, indent: number): string[] {
    if (!this.terminal.draw) return [line];
    const width = Math.max(20, (process.stderr.columns ?? 80) - indent);
    return line.match(new RegExp(`.{1,${width}}`, "gu")) ?? [line];
  }
}
