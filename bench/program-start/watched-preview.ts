import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { type Measurement, measure } from "../measure/measured-process";
import { type EngineVariables, pulumiCommand } from "../measure/pulumi-command";

const MILESTONES = join(__dirname, "milestones.cjs");

const milestonesSchema = z.object({
  processStarted: z.number(),
  sdkLoaded: z.number(),
  stackRegistered: z.number(),
  programLoaded: z.number(),
  resourceRegistered: z.number(),
  processEnded: z.number(),
});

/** The phases of a preview, one after the other, in seconds. */
export interface PreviewPhases {
  /** The engine reads the project and its state and starts the program's process. */
  engine: number;
  /** Node starts, and loads Pulumi's SDK. */
  sdk: number;
  /** The SDK connects to the engine, and registers the stack. */
  stack: number;
  /** The program is loaded, and the packages that it imports. */
  loading: number;
  /** The settings are read, what exists is looked up, and the first resource is registered. */
  settings: number;
  /** The program declares its resources, and engine and providers compare them. */
  resources: number;
  /** The program has ended; the engine closes down. */
  closing: number;
}

/** A preview that was watched from outside and from within. */
export interface WatchedPreview extends Measurement {
  phases: PreviewPhases;
}

/** What decides how the engine runs, beside the stack. */
interface PreviewSurroundings {
  engine: EngineVariables;
  /** Further variables, or other values. */
  other?: Record<string, string> | undefined;
  /** Called at every sample with the id of the shell that runs the engine. */
  watch?: (pid: number) => void;
}

/** Previews a stack with the engine alone. */
export async function watchPreview(
  stack: string,
  { engine, other = {}, watch }: PreviewSurroundings,
): Promise<WatchedPreview> {
  const directory = mkdtempSync(join(tmpdir(), "lakestage-preview-"));
  const file = join(directory, "milestones.json");
  const command = pulumiCommand(engine, stack, "preview", "--expect-no-changes");
  const options = other.NODE_OPTIONS ?? command.environment.NODE_OPTIONS;
  const environment = {
    ...command.environment,
    ...other,
    NODE_OPTIONS: `${options} --require ${MILESTONES}`,
    LAKESTAGE_BENCH_MILESTONES: file,
  };
  try {
    const started = performance.timeOrigin + performance.now();
    const measurement = await measure({ ...command, environment }, watch);
    const seen = milestonesSchema.parse(JSON.parse(readFileSync(file, "utf8")));
    return { ...measurement, phases: phasesOf(started, seen, started + measurement.seconds * 1000) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Of times in milliseconds since 1970. */
function phasesOf(started: number, seen: z.infer<typeof milestonesSchema>, ended: number): PreviewPhases {
  const between = (from: number, to: number): number => (to - from) / 1000;
  return {
    engine: between(started, seen.processStarted),
    sdk: between(seen.processStarted, seen.sdkLoaded),
    stack: between(seen.sdkLoaded, seen.stackRegistered),
    loading: between(seen.stackRegistered, seen.programLoaded),
    settings: between(seen.programLoaded, seen.resourceRegistered),
    resources: between(seen.resourceRegistered, seen.processEnded),
    closing: between(seen.processEnded, ended),
  };
}
