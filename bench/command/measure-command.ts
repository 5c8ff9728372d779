import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ExitCode } from "../../cli/exit-code";
import { beginOperation } from "../../cli/operation-lock";
import { stacksOf } from "../../cli/stacks/stacks";
import { Home } from "../../sandbox/lifecycle";
import { CHECKOUT, Estate } from "../../test/harness/estate";
import type { ComparisonOptions } from "../engines/compare-engines";
import { lakestageCommand } from "../measure/lakestage-command";
import { type Measurement, measure } from "../measure/measured-process";

/** What does its work in one process, and without an engine. */
export const COMMANDS = ["--help", "status", "access", "check", "up, refused while another works"] as const;

const REFUSED: CommandName = "up, refused while another works";

type CommandName = (typeof COMMANDS)[number];

/** `before` is `lakestage` of another version. */
export type Running = "compiled" | "from its sources" | "before";

/** One command, run once. Its peak memory is the kernel's figure. */
export interface CommandRun extends Measurement {
  command: CommandName;
  running: Running;
}

export interface CommandResult {
  /** That are deployed: those that are shipped. */
  stacks: number;
  runs: CommandRun[];
}

/** Whose command is run, and how. */
interface Contender {
  running: Running;
  estate: Estate;
  variables: Record<string, string>;
}

const PEAK_MEMORY = join(__dirname, "peak-memory.cjs");

/**
 * Deploys what is shipped, and measures commands that look at it: compiled, from their sources, and those of another
 * version, by turns.
 * @param options with a checkout of another version, its packages installed. Default: none.
 */
export async function measureCommand(options: ComparisonOptions & { before?: string }): Promise<CommandResult> {
  const { before, progress, runs } = options;
  const estate = await deployed(progress);
  const earlier = before === undefined ? undefined : await deployed(progress, before);
  const directory = mkdtempSync(join(tmpdir(), "lakestage-bench-"));
  try {
    const contenders: Contender[] = [
      { running: "compiled", estate, variables: {} },
      { running: "from its sources", estate, variables: { LAKESTAGE_UNCOMPILED: "1" } },
      ...(earlier ? [{ running: "before" as const, estate: earlier, variables: {} }] : []),
    ];
    const results: CommandRun[] = [];
    // The first time fills caches, and is not counted.
    for (let run = 0; run <= runs; run++) {
      for (const command of COMMANDS) {
        progress(`${command}, ${run === 0 ? "once before" : `run ${run} of ${runs}`}`);
        for (const contender of contenders) {
          const measured = await measureOne(contender, command, join(directory, "peak"));
          if (run > 0) results.push({ command, running: contender.running, ...measured });
        }
      }
    }
    return { stacks: stacksOf(CHECKOUT).length, runs: results };
  } finally {
    rmSync(directory, { recursive: true, force: true });
    await estate.dispose();
    await earlier?.dispose();
  }
}

async function deployed(progress: (what: string) => void, checkout = CHECKOUT): Promise<Estate> {
  const estate = await Estate.create(undefined, checkout);
  try {
    progress(`all stacks of ${checkout}`);
    await estate.succeed("up");
    return estate;
  } catch (error) {
    await estate.dispose();
    throw error;
  }
}

async function measureOne({ estate, variables }: Contender, command: CommandName, peak: string): Promise<Measurement> {
  const isRefused = command === REFUSED;
  const { args, environment, ...where } = lakestageCommand(estate, ...(isRefused ? ["up"] : [command]));
  const holder = isRefused ? await beginOperation(Home.of(environment), "lakestage up") : undefined;
  try {
    const measured = await measure({
      ...where,
      args: ["--require", PEAK_MEMORY, ...args],
      environment: { ...environment, ...variables, LAKESTAGE_BENCH_PEAK: peak },
      ...(isRefused && { exitCode: ExitCode.busy }),
    });
    return { ...measured, peakMemory: Number(readFileSync(peak, "utf8")) };
  } finally {
    await holder?.end();
  }
}
