import { formatDuration } from "./duration";

/** A stack that is to have its turn. */
export interface PlannedStack {
  name: string;
  /** Names of the stacks that have theirs first. */
  after: readonly string[];
}

/** How far the engine is with a stack. */
export interface EngineProgress {
  begun: number;
  ended: number;
  /** What it works on. */
  busyWith?: string | undefined;
}

interface Working {
  since: number;
  /** Resources that it is expected to have. */
  expected: number | undefined;
  doing: string;
  progress?: EngineProgress;
  busySince: number;
}

interface Ended {
  outcome: string;
  succeeded: boolean;
}

/** Where a run on many stacks is: which are done, which are under way, and which wait for what. Times are milliseconds. */
export class RunOverview {
  private readonly working = new Map<string, Working>();
  private readonly ended = new Map<string, Ended>();

  constructor(
    private readonly verb: string,
    private readonly plan: readonly PlannedStack[],
    private readonly began: number,
  ) {}

  begin(stack: string, expected: number | undefined, now: number, doing = this.verb): void {
    const since = this.working.get(stack)?.since ?? now;
    this.working.set(stack, { since, expected, doing, busySince: now });
  }

  update(stack: string, { begun, busyWith, ended }: EngineProgress, now: number): void {
    const working = this.working.get(stack);
    if (!working) return;
    if (working.progress?.busyWith !== busyWith) working.busySince = now;
    working.progress = { begun, ended, busyWith };
  }

  end(stack: string, outcome: string, succeeded: boolean): void {
    this.working.delete(stack);
    this.ended.set(stack, { outcome, succeeded });
  }

  /** For a screen: a line for all, and one for each stack; where there is not the room, those that are done have none. */
  lines(now: number, room: number): string[] {
    const width = Math.max(...this.plan.map(({ name }) => name.length));
    const row = ({ name, after }: PlannedStack): string => {
      const ended = this.ended.get(name);
      return `  ${name.padEnd(width)}  ${ended?.outcome ?? this.state(name, after, now)}`;
    };
    const open = this.plan.filter(({ name }) => !this.ended.get(name)?.succeeded);
    const fits = this.plan.length < room ? this.plan : [...open].sort((a, b) => this.rank(a) - this.rank(b));
    const rest = fits.length - (room - 2);
    const rows = fits.length < room ? fits.map(row) : [...fits.slice(0, room - 2).map(row), `  and ${rest} more`];
    return [this.headline(now), ...rows];
  }

  /** For a log: all of it in a line. */
  line(now: number): string {
    const under = [...this.working.keys()].map((name) => `${name} ${this.state(name, [], now)}`);
    const waiting = this.plan.filter(({ name }) => !this.working.has(name) && !this.ended.has(name));
    const named = waiting.slice(0, NAMED).map(({ name, after }) => `${name} ${this.state(name, after, now)}`);
    const more = waiting.length > NAMED ? [`${waiting.length - NAMED} more wait`] : [];
    return [this.headline(now), ...under, ...named, ...more].join("; ");
  }

  private headline(now: number): string {
    const outcomes = [...this.ended.values()];
    const done = outcomes.filter(({ succeeded }) => succeeded).length;
    const failed = outcomes.length - done;
    const counts = `${done} of ${this.plan.length} stacks done${failed > 0 ? `, ${failed} failed` : ""}`;
    return `${this.verb}: ${counts}, ${formatDuration(now - this.began)}`;
  }

  /** Under way first, then what failed, then what waits. */
  private rank({ name }: PlannedStack): number {
    if (this.working.has(name)) return 0;
    return this.ended.has(name) ? 1 : 2;
  }

  private state(name: string, after: readonly string[], now: number): string {
    const working = this.working.get(name);
    if (working) return underWay(working, this.verb, now);
    const failed = after.filter((other) => this.isLost(other));
    if (failed.length > 0) return `is skipped, because of ${failed.join(", ")}`;
    const open = this.plan.filter((other) => after.includes(other.name) && !this.ended.has(other.name));
    // What one of them waits for itself goes without saying.
    const last = open.filter((one) => !open.some((other) => other.after.includes(one.name)));
    return last.length > 0 ? `waits for ${last.map((other) => other.name).join(", ")}` : "waits for its turn";
  }

  /** Whether it failed, or is skipped because another did. */
  private isLost(name: string): boolean {
    const ended = this.ended.get(name);
    if (ended || this.working.has(name)) return ended?.succeeded === false;
    return this.plan.find((stack) => stack.name === name)?.after.some((other) => this.isLost(other)) ?? false;
  }
}

/** So many stacks that wait are named in a line. */
const NAMED = 3;

/** From then on it is said how long one resource takes. */
const LONG = 3000;

function underWay({ busySince, doing, expected, progress, since }: Working, verb: string, now: number): string {
  const { begun = 0, busyWith, ended = 0 } = progress ?? {};
  // More than there were the last time: how many more, nobody knows.
  const total = expected === undefined || Math.max(begun, ended) > expected ? "" : ` of ${expected}`;
  const took = formatDuration(now - since);
  const said = doing === verb ? [] : [doing];
  const lasts = now - busySince >= LONG ? ` for ${formatDuration(now - busySince)}` : "";
  const at = busyWith === undefined ? [] : [`at ${busyWith}${lasts}`];
  return [`${ended}${total} resources`, took, ...said, ...at].join(", ");
}
