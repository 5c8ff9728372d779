import { MultiBar, type SingleBar } from "cli-progress";
import type { StackProgress } from "../engine/stack-progress";
import type { Terminal } from "../terminal";

/** Shows how far each stack is. */
export interface ProgressDisplay {
  /**
   * @param expected resources that the stack is expected to have; undefined where nobody knows.
   * @param doing what is done to it, where that is not what is done to every stack.
   */
  begin(stack: string, expected: number | undefined, doing?: string): void;
  update(stack: string, progress: StackProgress): void;
  end(stack: string, outcome: string): void;
  close(): void;
}

/** Bars in a terminal; elsewhere a line when a stack begins and ends, and now and then between. */
export function progressDisplay(terminal: Terminal, verb: string): ProgressDisplay {
  return terminal.interactive ? new Bars(verb) : new Lines(terminal, verb);
}

/** Wide enough for most stacks' names, so that bars begin below each other. */
const STACK_WIDTH = 28;

class Bars implements ProgressDisplay {
  private readonly bars = new MultiBar({
    stream: process.stderr,
    format: "{stack} {bar} {value}/{total} {doing}",
    barsize: 24,
    hideCursor: true,
    clearOnComplete: false,
    emptyOnZero: true,
  });
  private readonly started = new Map<string, SingleBar>();

  constructor(private readonly verb: string) {}

  begin(stack: string, expected: number | undefined, doing = this.verb): void {
    const bar = this.started.get(stack);
    if (bar) bar.update(0, { doing });
    else this.started.set(stack, this.bars.create(expected ?? 1, 0, { stack: stack.padEnd(STACK_WIDTH), doing }));
  }

  update(stack: string, progress: StackProgress): void {
    const bar = this.started.get(stack);
    if (!bar) return;
    if (progress.begun > bar.getTotal()) bar.setTotal(progress.begun);
    bar.update(progress.ended, { doing: progress.busyWith ?? this.verb });
  }

  end(stack: string, outcome: string): void {
    const bar = this.started.get(stack);
    bar?.update(bar.getTotal(), { doing: outcome });
    bar?.stop();
  }

  close(): void {
    this.bars.stop();
  }
}

const REMINDER_MILLISECONDS = 10_000;

class Lines implements ProgressDisplay {
  private readonly lastSaid = new Map<string, number>();

  constructor(
    private readonly terminal: Terminal,
    private readonly verb: string,
  ) {}

  begin(stack: string, _expected: number | undefined, doing = this.verb): void {
    this.lastSaid.set(stack, Date.now());
    this.terminal.note(`${stack}: ${doing}`);
  }

  update(stack: string, progress: StackProgress): void {
    if (Date.now() - (this.lastSaid.get(stack) ?? 0) < REMINDER_MILLISECONDS) return;
    this.lastSaid.set(stack, Date.now());
    const doing = progress.busyWith ? `, at ${progress.busyWith}` : "";
    this.terminal.note(`${stack}: ${progress.ended} resources${doing}`);
  }

  end(stack: string, outcome: string): void {
    this.terminal.note(`${stack}: ${outcome}`);
  }

  close(): void {}
}
