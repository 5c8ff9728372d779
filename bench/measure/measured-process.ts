import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import execa from "execa";
import { COUNT_DESCRIPTOR, countedSeconds, underCountingShell } from "./counting-shell";
import { residentMemory } from "./process-memory";

/** One run of a command. */
export interface Measurement {
  seconds: number;
  /** Processor seconds, user and system, of it and its children, as the kernel counts them. */
  processor: number;
  /** The most that it and its children held at once, sampled; undefined where the system does not tell. */
  peakMemory: number | undefined;
}

export interface MeasuredCommand {
  file: string;
  args: readonly string[];
  directory: string;
  environment: Record<string, string>;
  /** What it is to end with. Default: 0. */
  exitCode?: number;
}

const SAMPLE_EVERY_MILLISECONDS = 50;

/**
 * Runs a command to its end.
 * @param watch called at every sample with the id of the shell that runs it.
 * @throws Error with all it printed, when it ends otherwise than it is to.
 */
export async function measure(
  { file, args, directory, environment, exitCode: expected = 0 }: MeasuredCommand,
  watch?: (pid: number) => void,
): Promise<Measurement> {
  const started = performance.now();
  const shell = underCountingShell(file, args);
  const child = execa(shell.file, shell.args, {
    cwd: directory,
    env: environment,
    reject: false,
    all: true,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  let peakMemory: number | undefined;
  const sample = (): void => {
    if (child.pid === undefined) return;
    const now = residentMemory(child.pid);
    if (now !== undefined) peakMemory = Math.max(peakMemory ?? 0, now);
    watch?.(child.pid);
  };
  const timer = setInterval(sample, SAMPLE_EVERY_MILLISECONDS);
  try {
    const [{ exitCode, all }, written] = await Promise.all([child, writtenTo(child.stdio[COUNT_DESCRIPTOR])]);
    if (exitCode !== expected) throw new Error(`${file} ${args.join(" ")} ended with ${exitCode}\n${all}`);
    const seconds = (performance.now() - started) / 1000;
    return { seconds, processor: countedSeconds(written), peakMemory };
  } finally {
    clearInterval(timer);
  }
}

const writtenTo = (pipe: unknown): Promise<string> => (pipe instanceof Readable ? text(pipe) : Promise.resolve(""));
