import type { Pace } from "./pace";
import type { Fraction, ToolchainProgress } from "./progress";
import { remainingSeconds, type Work } from "./remaining";

/** A step that takes long. */
export interface LongStep {
  /** What happens, as `compiling the Pulumi CLI`. */
  readonly what: string;
  /** What its pace is remembered as. Steps of one kind share one. Default: it is not remembered. */
  readonly kind?: string;
  /** Units of work a second on a common machine, where this one has not done the step yet. */
  readonly usualPace?: number;
  /** How far it is when it begins, where that is known before. */
  readonly begin?: Amount;
  readonly hint?: string;
}

/** How far a step is. `work`: where another measure than the one shown stands for the time. Default: the one shown. */
export interface Amount {
  readonly fraction: Fraction;
  readonly work?: Work;
}

/** Told by the step's work how far it is. */
export type Advance = (amount: Amount) => void;

const REPORT_EVERY = 2_000;

/** Runs long steps, reports on them, and learns from each how long the next one will take. */
export class LongSteps {
  constructor(
    private readonly onProgress: (progress: ToolchainProgress) => void,
    private readonly pace: Pace,
  ) {}

  /** Reports at the start, every two seconds and at the end. */
  async run<Result>(step: LongStep, work: (advance: Advance) => Promise<Result>): Promise<Result> {
    const { what, kind, hint } = step;
    const usualPace = (kind === undefined ? undefined : this.pace.of(kind)) ?? step.usualPace;
    const start = Date.now();
    const elapsed = (): number => (Date.now() - start) / 1000;
    let first = step.begin;
    let last = step.begin;
    const seen = (): Work | undefined => first && last && since(workOf(first), workOf(last));
    const report = (state: ToolchainProgress["state"]): void => {
      const done = seen();
      const remaining = done && remainingSeconds(done, elapsed(), usualPace);
      this.onProgress({
        what,
        state,
        elapsedSeconds: elapsed(),
        remainingSeconds: remaining,
        fraction: last?.fraction,
        hint,
      });
    };
    report("started");
    const timer = setInterval(() => report("running"), REPORT_EVERY);
    try {
      const result = await work((amount) => {
        first ??= amount;
        last = amount;
      });
      const done = seen();
      if (kind !== undefined && done !== undefined) this.pace.record(kind, done.total / elapsed());
      report("finished");
      return result;
    } catch (error) {
      report("failed");
      throw error;
    } finally {
      clearInterval(timer);
    }
  }
}

const workOf = ({ fraction, work }: Amount): Work => work ?? fraction;

/** What an earlier run has done tells nothing of the pace. */
const since = (first: Work, { done, total }: Work): Work => ({ done: done - first.done, total: total - first.done });
