import type { ToolchainProgress } from "./toolchain";

/** A step that takes long: what it is called and how long it usually takes. */
export interface LongStep {
  readonly what: string;
  readonly expectedSeconds: number;
  readonly hint?: string;
}

/** Told by the step's work how far it is. */
export type Advance = (done: number, total: number) => void;

const REPORT_EVERY = 2_000;

/** Runs the work of a step and reports on it at the start, every two seconds and at the end. */
export async function longStep<Result>(
  onProgress: (progress: ToolchainProgress) => void,
  { what, expectedSeconds, hint }: LongStep,
  work: (advance: Advance) => Promise<Result>,
): Promise<Result> {
  const start = Date.now();
  let fraction: ToolchainProgress["fraction"];
  const report = (state: ToolchainProgress["state"]): void =>
    onProgress({ what, state, elapsedSeconds: (Date.now() - start) / 1000, expectedSeconds, fraction, hint });
  report("started");
  const timer = setInterval(() => report("running"), REPORT_EVERY);
  try {
    const result = await work((done, total) => {
      fraction = { done: Math.min(done, total), total };
    });
    report("finished");
    return result;
  } finally {
    clearInterval(timer);
  }
}
