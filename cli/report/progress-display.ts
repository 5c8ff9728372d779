import type { Terminal } from "../terminal";
import { SILENCE } from "./long-step";
import { type EngineProgress, type PlannedStack, RunOverview } from "./run-overview";

/** Shows how far each stack is. */
export interface ProgressDisplay {
  /**
   * @param expected resources that the stack is expected to have; undefined where nobody knows.
   * @param doing what is done to it, where that is not what is done to every stack.
   */
  begin(stack: string, expected: number | undefined, doing?: string): void;
  update(stack: string, progress: EngineProgress): void;
  end(stack: string, outcome: string, succeeded: boolean): void;
  close(): void;
}

/** In a terminal, lines that are drawn again as things go on; elsewhere a line now and then. */
export function progressDisplay(terminal: Terminal, verb: string, plan: readonly PlannedStack[]): ProgressDisplay {
  const overview = new RunOverview(verb, plan, Date.now());
  return terminal.draw ? new Screen(terminal, overview) : new Log(terminal, verb, overview);
}

const DRAWN_EVERY = 200;

class Screen implements ProgressDisplay {
  private readonly timer = setInterval(() => this.draw(), DRAWN_EVERY).unref();

  constructor(
    private readonly terminal: Terminal,
    private readonly overview: RunOverview,
  ) {}

  begin(stack: string, expected: number | undefined, doing?: string): void {
    this.overview.begin(stack, expected, Date.now(), doing);
  }

  update(stack: string, progress: EngineProgress): void {
    this.overview.update(stack, progress, Date.now());
  }

  end(stack: string, outcome: string, succeeded: boolean): void {
    this.overview.end(stack, outcome, succeeded);
  }

  close(): void {
    clearInterval(this.timer);
    this.terminal.draw?.([]);
  }

  private draw(): void {
    this.terminal.draw?.(this.overview.lines(Date.now(), (process.stderr.rows ?? 24) - 1));
  }
}

class Log implements ProgressDisplay {
  private saidAt = Date.now();
  private readonly timer = setInterval(() => this.remind(), 500).unref();

  constructor(
    private readonly terminal: Terminal,
    private readonly verb: string,
    private readonly overview: RunOverview,
  ) {}

  begin(stack: string, expected: number | undefined, doing = this.verb): void {
    this.overview.begin(stack, expected, Date.now(), doing);
    this.say(`${stack}: ${doing}`);
  }

  update(stack: string, progress: EngineProgress): void {
    this.overview.update(stack, progress, Date.now());
  }

  end(stack: string, outcome: string, succeeded: boolean): void {
    this.overview.end(stack, outcome, succeeded);
    this.say(`${stack}: ${outcome}`);
  }

  close(): void {
    clearInterval(this.timer);
  }

  private remind(): void {
    if (Date.now() - this.saidAt >= SILENCE) this.say(this.overview.line(Date.now()));
  }

  private say(line: string): void {
    this.saidAt = Date.now();
    this.terminal.note(line);
  }
}
