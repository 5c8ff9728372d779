import execa from "execa";
import { residentMemory } from "./process-memory";

/** One run of a command. */
export interface Measurement {
  seconds: number;
  /** The most that it and its children held at once, sampled; undefined where the system does not tell. */
  peakMemory: number | undefined;
}

export interface MeasuredCommand {
  file: string;
  args: readonly string[];
  directory: string;
  environment: Record<string, string>;
}

const SAMPLE_EVERY_MILLISECONDS = 50;

/**
 * Runs a command to its end.
 * @param watch called with the process's id at every sample.
 * @throws Error with all it printed, when it fails.
 */
export async function measure(
  { file, args, directory, environment }: MeasuredCommand,
  watch?: (pid: number) => void,
): Promise<Measurement> {
  const started = performance.now();
  const child = execa(file, args, { cwd: directory, env: environment, reject: false, all: true, stdin: "ignore" });
  let peakMemory: number | undefined;
  const sample = (): void => {
    if (child.pid === undefined) return;
    const now = residentMemory(child.pid);
    if (now !== undefined) peakMemory = Math.max(peakMemory ?? 0, now);
    watch?.(child.pid);
  };
  const timer = setInterval(sample, SAMPLE_EVERY_MILLISECONDS);
  try {
    const { exitCode, all } = await child;
    if (exitCode !== 0) throw new Error(`${file} ${args.join(" ")} ended with ${exitCode}\n${all}`);
    return { seconds: (performance.now() - started) / 1000, peakMemory };
  } finally {
    clearInterval(timer);
  }
}
