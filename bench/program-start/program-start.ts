import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import execa from "execa";
import { z } from "zod";
import type { Estate } from "../../test/harness/estate";

const MILESTONES = join(__dirname, "milestones.cjs");

const milestonesSchema = z.object({
  processStarted: z.number(),
  sdkLoaded: z.number(),
  stackRegistered: z.number(),
  resourceRegistered: z.number(),
});

/** Where the time goes from `pulumi preview` to the first resource, in seconds, one phase after the other. */
export interface ProgramStart {
  /** The engine reads the project and its state and starts the program's process. */
  engine: number;
  /** Node starts, and loads Pulumi's SDK. */
  sdk: number;
  /** The SDK connects to the engine, and registers the stack. */
  stack: number;
  /** The program and the packages it imports are loaded, the settings read, and the first resource registered. */
  program: number;
  total: number;
}

/** Previews one environment's stack and watches its program start. */
export async function measureProgramStart(estate: Estate, stack: string, runs: number): Promise<ProgramStart[]> {
  const engine = await estate.json<Record<string, string>>("env");
  const directory = mkdtempSync(join(tmpdir(), "lakestage-start-"));
  const file = join(directory, "milestones.json");
  const environment = {
    ...engine,
    NODE_OPTIONS: `--stack-trace-limit=0 --require ${MILESTONES}`,
    LAKESTAGE_BENCH_MILESTONES: file,
  };
  try {
    const results: ProgramStart[] = [];
    for (let run = 0; run < runs; run++) results.push(await previewOnce(stack, environment, file));
    return results;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function previewOnce(stack: string, environment: Record<string, string>, file: string): Promise<ProgramStart> {
  const started = performance.timeOrigin + performance.now();
  const args = ["preview", "--stack", stack, "--non-interactive", "--color", "never"];
  // The engine itself, not the launcher that shells get.
  const pulumi = environment.LAKESTAGE_PULUMI ?? "pulumi";
  const { exitCode, all } = await execa(pulumi, args, { env: environment, reject: false, all: true, stdin: "ignore" });
  if (exitCode !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${exitCode}\n${all}`);
  const seen = milestonesSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const between = (from: number, to: number): number => (to - from) / 1000;
  return {
    engine: between(started, seen.processStarted),
    sdk: between(seen.processStarted, seen.sdkLoaded),
    stack: between(seen.sdkLoaded, seen.stackRegistered),
    program: between(seen.stackRegistered, seen.resourceRegistered),
    total: between(started, seen.resourceRegistered),
  };
}
